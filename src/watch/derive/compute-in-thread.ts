/** Has values computed in a thread of their own, one job at a time. */
import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { ExplainedError } from "../../model/index.ts";
import type { Computing, ThreadAnswer, ThreadAsk, ThreadPlan } from "./derive-messages.ts";

/** Beside this file's bundle in the built program. */
const WORKER_FILE = new URL("./derive-worker.js", import.meta.url);

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** False where the program runs from its sources, as tests do. */
export function isThreadBuilt(): boolean {
  return existsSync(WORKER_FILE);
}

export interface ThreadOptions {
  /** Somebody waits for it: it is not to give way to all else that the machine does. */
  readonly isAwaited?: boolean;
  /** Another entry than the built one. */
  readonly workerFile?: URL;
}

/** The thread starts with the first job. */
export function computeInThread({
  isAwaited = false,
  workerFile = WORKER_FILE,
}: ThreadOptions = {}): Computing {
  let worker: Worker | null = null;
  const waiting: Waiting[] = [];
  const start = () => {
    const plan: ThreadPlan = { isAwaited };
    const started = new Worker(workerFile, { workerData: plan });
    started.on("message", (answer: ThreadAnswer) => waiting.shift()?.resolve(answer));
    started.on("error", (error) => {
      worker = null;
      for (const { reject } of waiting.splice(0)) reject(threadFailed(error));
    });
    if (!isAwaited) started.unref();
    return started;
  };
  const ask = (what: ThreadAsk): Promise<ThreadAnswer> => {
    worker ??= start();
    const asked = worker;
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      asked.postMessage(what);
    });
  };
  return {
    async compute(job) {
      const answer = await ask({ kind: "derive", job });
      if (answer.kind === "derived") return answer.moments;
      throw refusalOf(answer);
    },
    async identify(file) {
      const answer = await ask({ kind: "identify", file });
      if (answer.kind === "identified") return answer.identity;
      throw refusalOf(answer);
    },
    async close() {
      const ended = worker;
      worker = null;
      for (const { reject } of waiting.splice(0)) reject(threadFailed("it was stopped"));
      await ended?.terminate();
    },
  };
}

function refusalOf(answer: ThreadAnswer): ExplainedError {
  return answer.kind === "refused"
    ? new ExplainedError(answer.explanation)
    : threadFailed(`it answered with “${answer.kind}”`);
}

function threadFailed(cause: unknown): ExplainedError {
  return new ExplainedError({
    code: "DERIVE_FAILED",
    what: `The thread that derives series has failed (${cause instanceof Error ? cause.message : cause}).`,
    why: "The metrics of this stretch are missing; the log's own series are not concerned.",
    fix: "Restart Nashboard; what is missing is derived then.",
    cause,
  });
}
