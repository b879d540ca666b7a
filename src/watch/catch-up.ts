/** Reads what lies in log directories with two threads: one of its own scans, this one stores. */
import { resourceLimits, Worker } from "node:worker_threads";
import type { FilledStore } from "./filled-store.ts";
import { answerTo } from "./remote-store.ts";
import type { CatchUpPlan, ScanMessage, ScanOrder } from "./store-messages.ts";

/** Beside this file in the built program. */
const WORKER_FILE = new URL("./catch-up-worker.js", import.meta.url);

export interface CatchUpOptions extends CatchUpPlan {
  readonly store: FilledStore;
  readonly signal: AbortSignal;
  /** Takes one line for the user. */
  readonly notice: (line: string) => void;
}

/**
 * Resolves when the store has everything that lay there, or the signal has ended it: whoever watches from then on
 * finds little to do. Rejects where a thread fails; the store then has a part, and knows which.
 */
export async function catchUp(options: CatchUpOptions): Promise<void> {
  const { store, signal, notice, logDirectories, pollMilliseconds } = options;
  const plan: CatchUpPlan = { logDirectories, pollMilliseconds };
  const worker = new Worker(WORKER_FILE, { workerData: plan, resourceLimits });
  const order = (said: ScanOrder) => worker.postMessage(said);
  const stop = () => order({ kind: "stop" });
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  try {
    await new Promise<void>((resolve, reject) => {
      let turn = Promise.resolve();
      const take = async (message: ScanMessage) => {
        if (message.kind === "caught up") resolve();
        else if (message.kind === "notice") notice(message.line);
        else order({ kind: "answer", id: message.id, answer: await answerTo(message.question, store) });
      };
      worker.on("message", (message: ScanMessage) => {
        turn = turn.then(() => take(message));
        turn.catch(reject);
      });
      worker.once("error", reject);
      worker.once("exit", () => {
        // Not before what it has said: that may end with the word that it is done.
        turn = turn.then(() => reject(new Error("the thread that scans event files ended")));
      });
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
