/** Time as an argument, so that what waits can be tested without waiting. */
export interface Clock {
  /** Never goes back. */
  nowMilliseconds(): number;
  /** Since 1970, as files are stamped. */
  wallMilliseconds(): number;
  /** Resolves after the time, or at once when `signal` fires; never rejects. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  nowMilliseconds: () => performance.now(),
  wallMilliseconds: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      signal.addEventListener("abort", wake);
    }),
};
