/** One training from data to closed event file: what the worker runs, and a test runs in process. */
import { EventLog, ExplainedError, openNodeEventFile } from "../sdk/index.ts";
import { splitDigits } from "./mnist.ts";
import { loadDigits } from "./mnist-files.ts";
import type { Recipe } from "./recipe.ts";
import { loadTensorFlow } from "./tensorflow.ts";
import { type TrainingOutcome, type TrainingStep, trainGame } from "./train.ts";

/** Plain data: it crosses to the worker. */
export interface SessionPlan {
  readonly recipe: Recipe;
  /** Where the event file goes; made if it does not exist. */
  readonly runDirectory: string;
}

export interface SessionHooks {
  readonly onStep: (step: TrainingStep) => void;
  /** Something worth saying that stops nothing, such as slow kernels. */
  readonly onNotice: (notice: string) => void;
  readonly signal: AbortSignal;
}

const WRITER_NAME = "nashboard.demo";

export async function runSession(plan: SessionPlan, hooks: SessionHooks): Promise<TrainingOutcome> {
  const data = splitDigits(loadDigits());
  const tensorflow = await loadTensorFlow();
  if (tensorflow.notice !== null) hooks.onNotice(tensorflow.notice);
  if (plan.recipe.model === "dcgan" && tensorflow.kernels === null) throw needsKernels(tensorflow.notice);
  const eventLog = new EventLog(openNodeEventFile({ directory: plan.runDirectory }), {
    writerName: WRITER_NAME,
  });
  try {
    const { onStep, signal } = hooks;
    const outcome = await trainGame({ recipe: plan.recipe, tensorflow, data, log: eventLog, onStep, signal });
    eventLog.close();
    return outcome;
  } catch (error) {
    eventLog.close("failure");
    throw error;
  }
}

function needsKernels(notice: string | null): ExplainedError {
  return new ExplainedError({
    code: "DEMO_NO_KERNELS",
    what: `The convolutional GAN can't be trained without the demo's own kernels. ${notice ?? ""}`.trim(),
    why: "TensorFlow.js' wasm backend has no gradients of convolutions.",
    fix: "Run `npm run build` to make them, or train the other model: --model mlp.",
  });
}
