/** Has values computed in a thread of their own, one job at a time. */
import { Worker } from "node:worker_threads";
import { ExplainedError } from "../../model/index.ts";
import type { Computing, ThreadAnswer, ThreadAsk } from "./derive-messages.ts";

/** Beside this file's bundle in the built program. */
const WORKER_FILE = new URL("./derive-worker.js", import.meta.url);

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** The thread starts with the first job. `workerFile`: another entry than the built one. */
export function computeInThread(workerFile: URL = WORKER_FILE): Computing {
  let worker: Worker | null = null;
  const waiting: Waiting[] = [];
  const start = () => {
    const started = new Worker(workerFile);
    started.on("message", (answer: ThreadAnswer) => waiting.shift()?.resolve(answer));
    started.on("error", (error) => {
      worker = null;
      for (const { reject } of waiting.splice(0)) reject(threadFailed(error));
    });
    started.unref();
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
