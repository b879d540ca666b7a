/** What the training worker and its owner say to each other. */
import { ExplainedError } from "../sdk/index.ts";
import type { TrainingOutcome, TrainingStep } from "./train.ts";

export interface DemoStatus extends TrainingStep {
  /** Over the time since the previous status; 0 in the first. */
  readonly stepsPerSecond: number;
}

/** The fields of an `ExplainedError`, which structured cloning would strip to its message. */
export interface PlainFailure {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly where: string | undefined;
  readonly stack: string | undefined;
}

export type FromWorker =
  | { readonly type: "status"; readonly status: DemoStatus }
  | { readonly type: "notice"; readonly notice: string }
  | { readonly type: "finished"; readonly outcome: TrainingOutcome }
  | { readonly type: "failed"; readonly failure: PlainFailure };

export interface ToWorker {
  readonly type: "stop";
}

export function plainFailure(error: unknown): PlainFailure {
  const explained = error instanceof ExplainedError ? error : crashed(error);
  const { code, what, why, fix, where, stack } = explained;
  return { code, what, why, fix, where, stack: error instanceof Error ? error.stack : stack };
}

export function errorOf({ where, stack, ...explanation }: PlainFailure): ExplainedError {
  return new ExplainedError({ ...explanation, cause: stack, ...(where === undefined ? {} : { where }) });
}

/** A failure nobody foresaw, in the training or of its worker. */
export function crashed(cause: unknown): ExplainedError {
  return new ExplainedError({
    code: "DEMO_TRAINING_CRASHED",
    what: `The demo training ended unexpectedly: ${cause instanceof Error ? cause.message : String(cause)}.`,
    why: "No more steps will come; what was logged until then is kept and can still be looked at.",
    fix: "Start it again with the same --seed to see whether it repeats, and report it if it does.",
    cause,
  });
}
