/** Reads what lies in log directories with two threads: one of its own scans, this one stores. */
import { resourceLimits, Worker } from "node:worker_threads";
import type { FilledStore } from "./filled-store.ts";
import { answerTo } from "./remote-store.ts";
import type { CatchUpPlan, ScanMessage, ScanOrder } from "./store-messages.ts";
import { OWN_THREAD, watchLogDirectories } from "./watch.ts";

/** Beside this file in the built program. */
const WORKER_FILE = new URL("./catch-up-worker.js", import.meta.url);

export interface CatchUpOptions extends CatchUpPlan {
  readonly store: FilledStore;
  readonly signal: AbortSignal;
  /** Takes one line for the user. */
  readonly notice: (line: string) => void;
  /** Another entry than the built one. */
  readonly workerFile?: URL;
}

/**
 * Resolves when the store has everything that lay there, or the signal has ended it: whoever watches from then on
 * finds little to do. Rejects where a thread fails; the store then has a part, and knows which.
 */
export async function catchUp(options: CatchUpOptions): Promise<void> {
  const { signal, logDirectories, pollMilliseconds, workerFile = WORKER_FILE } = options;
  const plan: CatchUpPlan = { logDirectories, pollMilliseconds };
  const thread = new ScanningThread(new Worker(workerFile, { workerData: plan, resourceLimits }), options);
  const stop = () => thread.order({ kind: "stop" });
  signal.addEventListener("abort", stop);
  try {
    if (!(await isReadBefore(thread.ready, options))) await thread.scan();
  } finally {
    signal.removeEventListener("abort", stop);
    await thread.end();
  }
}

/** Reads here while the thread starts, which is enough for a first chart: whether nothing is left to be read then. */
async function isReadBefore(ready: Promise<void>, options: CatchUpOptions): Promise<boolean> {
  const { store, signal, notice, logDirectories, pollMilliseconds } = options;
  const watching = watchLogDirectories({
    ...OWN_THREAD,
    ...{ store, signal, notice, logDirectories },
    ...(pollMilliseconds === undefined ? {} : { pollMilliseconds }),
  });
  try {
    await Promise.race([ready, watching.firstPass]);
    return !watching.isLoading();
  } finally {
    await watching.close();
  }
}

class ScanningThread {
  /** Rejects where the thread ends before. */
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #options: CatchUpOptions;
  readonly #caughtUp: Promise<void>;
  /** What the thread has said is attended to one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(worker: Worker, options: CatchUpOptions) {
    this.#worker = worker;
    this.#options = options;
    const said = new Map<ScanMessage["kind"], () => void>();
    const failed = this.#listen(said);
    const until = (kind: ScanMessage["kind"]) => {
      const heard = new Promise<void>((resolve) => said.set(kind, resolve));
      const answer = Promise.race([heard, failed]);
      // Whoever does not wait for it is not concerned.
      answer.catch(() => undefined);
      return answer;
    };
    this.ready = until("ready");
    this.#caughtUp = until("caught up");
  }

  /** Rejects when the thread fails, or ends for whatever reason. */
  #listen(said: ReadonlyMap<ScanMessage["kind"], () => void>): Promise<never> {
    return new Promise((_, reject) => {
      this.#worker.on("message", (message: ScanMessage) => {
        this.#turn = this.#turn.then(() => this.#take(message)).then(() => said.get(message.kind)?.());
        this.#turn.catch(reject);
      });
      this.#worker.once("error", reject);
      this.#worker.once("exit", () => {
        // Not before what it has said: that may end with the word that it is done.
        const ended = () => reject(new Error("the thread that scans event files ended"));
        this.#turn.then(ended, ended);
      });
    });
  }

  async #take(message: ScanMessage): Promise<void> {
    if (message.kind === "notice") this.#options.notice(message.line);
    if (message.kind !== "question") return;
    const answer = await answerTo(message.question, this.#options.store);
    this.order({ kind: "answer", id: message.id, answer });
  }

  /** Resolves when the store has everything that lay there, or the thread was told to stop. */
  async scan(): Promise<void> {
    this.order({ kind: "begin" });
    await this.#caughtUp;
  }

  order(order: ScanOrder): void {
    this.#worker.postMessage(order);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
