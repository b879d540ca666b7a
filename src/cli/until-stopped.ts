/** Waits for Ctrl-C or a polite kill, and leaves at once on the second. */

/** Exit status by convention after SIGINT. */
export const EXIT_INTERRUPTED = 130;
/** Code of the error with which a one-shot command ends when it was stopped. */
export const INTERRUPTED = "INTERRUPTED";

export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = () => {
      if (isStopping) process.exit(EXIT_INTERRUPTED);
      isStopping = true;
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    process.on("SIGHUP", stop);
  });
}
