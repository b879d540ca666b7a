/** Turns a training worker's messages, crash or silent exit into one outcome. */
import type { Worker } from "node:worker_threads";
import type { TrainingOutcome } from "./train.ts";
import { crashed, type DemoStatus, errorOf, type FromWorker } from "./worker-messages.ts";

export interface WorkerListeners {
  readonly onStatus?: (status: DemoStatus) => void;
  readonly onNotice?: (notice: string) => void;
}

/** Waits for the worker to be gone, not just for its last word, so that nothing holds the event file. */
export function outcomeOf(worker: Worker, { onStatus, onNotice }: WorkerListeners): Promise<TrainingOutcome> {
  return new Promise((resolve, reject) => {
    let settle = (exitCode: number) => reject(crashed(new Error(`its worker exited with code ${exitCode}`)));
    worker.on("message", (message: FromWorker) => {
      switch (message.type) {
        case "status":
          return onStatus?.(message.status);
        case "notice":
          return onNotice?.(message.notice);
        case "finished":
          settle = () => resolve(message.outcome);
          return;
        case "failed":
          settle = () => reject(errorOf(message.failure));
          return;
      }
    });
    worker.on("error", (error) => {
      settle = () => reject(crashed(error));
    });
    worker.on("exit", (exitCode) => settle(exitCode));
  });
}
