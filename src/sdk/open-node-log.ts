/** Opens an event log that is flushed however the process ends, short of being killed outright. */
import { EventLog, type EventLogOptions } from "./event-log.ts";
import { type NodeEventFileOptions, openNodeEventFile } from "./node-event-file.ts";

export interface NodeLogOptions extends NodeEventFileOptions, EventLogOptions {}

/** Signals that end a process by default; Node runs no exit listener for them. */
const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * One file of this process's own. On exit, on an uncaught error and on the signals that end a process, what
 * waits is written and the run's outcome noted; SIGKILL costs the last half second. Close it when training is over.
 */
export function openNodeLog(options: NodeLogOptions): EventLog {
  const log = new EventLog(openNodeEventFile(options), options);
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
  return log;
}
