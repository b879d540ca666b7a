/** Entry of the thread that derives series: reads values from event files and computes, nothing else. */
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { ExplainedError } from "../../model/index.ts";
import { computeHere } from "./compute.ts";
import type { ThreadAnswer, ThreadAsk, ThreadPlan } from "./derive-messages.ts";

/** Where nobody waits, reading event files and serving pages come first. On Linux this is the thread's own niceness. */
const BELOW_NORMAL = 10;

if (parentPort !== null) {
  const port = parentPort;
  // Started by `computeInThread` only, which hands over a plan.
  const { isAwaited } = workerData as ThreadPlan;
  if (process.platform === "linux" && !isAwaited) setPriority(0, BELOW_NORMAL);
  const computing = computeHere();
  const answerTo = async (ask: ThreadAsk): Promise<ThreadAnswer> => {
    try {
      return ask.kind === "derive"
        ? { kind: "derived", moments: await computing.compute(ask.job) }
        : { kind: "identified", identity: await computing.identify(ask.file) };
    } catch (error) {
      return { kind: "refused", explanation: explanationOf(error) };
    }
  };
  let last: Promise<void> = Promise.resolve();
  port.on("message", (ask: ThreadAsk) => {
    last = last.then(async () => port.postMessage(await answerTo(ask)));
  });
}

/** An error with a class of its own does not travel between threads. */
function explanationOf(error: unknown): Extract<ThreadAnswer, { kind: "refused" }>["explanation"] {
  if (error instanceof ExplainedError) {
    const { code, what, why, fix, where } = error;
    return { code, what, why, fix, ...(where === undefined ? {} : { where }) };
  }
  return {
    code: "DERIVE_FAILED",
    what: error instanceof Error ? error.message : String(error),
    why: "The metrics that need it are missing.",
    fix: "Report it with the log that it happened on.",
  };
}
