/** Waits for Ctrl-C or a polite kill, and leaves at once on the second. */

/** Exit status by convention after SIGINT. */
export const EXIT_INTERRUPTED = 130;
/** Code of the error with which a one-shot command ends when it was stopped. */
export const INTERRUPTED = "INTERRUPTED";
/** npm passes on the Ctrl-C that the terminal has already sent to everybody: what comes so soon is one and the same. */
const SAME_WITHIN_MILLISECONDS = 1_000;

export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let stoppedAt: number | null = null;
    const stop = () => {
      if (stoppedAt !== null && performance.now() - stoppedAt > SAME_WITHIN_MILLISECONDS) {
        process.exit(EXIT_INTERRUPTED);
      }
      stoppedAt ??= performance.now();
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    process.on("SIGHUP", stop);
  });
}
