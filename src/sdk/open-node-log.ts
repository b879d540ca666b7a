/** Opens an event log that is flushed however the process ends, short of being killed outright. */
import { EventLog, type EventLogOptions } from "./event-log.ts";
import { type NodeEventFileOptions, openNodeEventFile } from "./node-event-file.ts";
import { closeWithProcess } from "./process-end.ts";

export interface NodeLogOptions extends NodeEventFileOptions, EventLogOptions {}

/**
 * One file of this process's own. On exit, on an uncaught error and on the signals that end a process, what
 * waits is written and the run's outcome noted; SIGKILL costs the last half second. Close it when training is over.
 */
export function openNodeLog(options: NodeLogOptions): EventLog {
  const log = new EventLog(openNodeEventFile(options), options);
  closeWithProcess(log);
  return log;
}
