/** Closes a log however its process ends, short of being killed outright. */
import type { SessionOutcome } from "../tfevents/index.ts";

/** Signals that end a process by default; Node runs no exit listener for them. */
const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** On exit, on an uncaught error and on the signals that end a process, with the run's outcome. */
export function closeWithProcess(log: { close(outcome: SessionOutcome): void }): void {
  const onExit = (exitCode: number) => log.close(exitCode === 0 ? "success" : "failure");
  const onSignal = (signal: NodeJS.Signals) => {
    log.close("failure");
    stopListening();
    // Whoever else listens decides how the process goes on; alone, the signal ends it as it would have.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const stopListening = () => {
    process.off("exit", onExit);
    for (const signal of ENDING_SIGNALS) process.off(signal, onSignal);
  };
  process.on("exit", onExit);
  for (const signal of ENDING_SIGNALS) process.on(signal, onSignal);
}
