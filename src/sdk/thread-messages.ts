/** What a training and the thread that writes its log say to each other. */
import type { MessagePort } from "node:worker_threads";
import { ExplainedError } from "../model/index.ts";
import type { SessionOutcome } from "../tfevents/index.ts";
import type { EventLog } from "./event-log.ts";
import type { GameLog } from "./game-log.ts";

export type LogMethod =
  | "scalar"
  | "histogram"
  | "images"
  | "audio"
  | "text"
  | "tensor"
  | "hyperparameters"
  | "sessionStart";
export type GameMethod =
  | "losses"
  | "learningRates"
  | "accuracy"
  | "logits"
  | "layer"
  | "playerStep"
  | "samples"
  | "hyperparameters";

/** A call as it is made on the other thread. */
export type LogCall =
  | { [Method in LogMethod]: readonly ["log", Method, Parameters<EventLog[Method]>] }[LogMethod]
  | { [Method in GameMethod]: readonly ["game", Method, Parameters<GameLog[Method]>] }[GameMethod];

export type ToLogThread =
  | { readonly type: "calls"; readonly calls: readonly LogCall[]; readonly atSeconds: number }
  | { readonly type: "close"; readonly outcome: SessionOutcome };

/** What the thread is started with. The file is open already: descriptors belong to the process. */
export interface LogThreadPlan {
  readonly descriptor: number;
  readonly path: string;
  /** Messages come from it, a failure goes to it. */
  readonly port: MessagePort;
  readonly writerName: string | undefined;
  /** Two int32: messages handled, and whether the log is closed. */
  readonly progress: Int32Array<SharedArrayBuffer>;
}

export const HANDLED = 0;
export const IS_CLOSED = 1;

/** The fields of an `ExplainedError`, which structured cloning would strip to its message. */
export interface PlainFailure {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly where?: string;
}

export function plainFailure(error: unknown): PlainFailure {
  if (error instanceof ExplainedError) {
    const { code, what, why, fix, where } = error;
    return { code, what, why, fix, ...(where === undefined ? {} : { where }) };
  }
  return {
    code: "SDK_LOG_THREAD",
    what: `The thread that writes the log failed: ${error instanceof Error ? error.message : String(error)}.`,
    why: "Nothing logged from here on would be kept, so the log stops instead of losing it quietly.",
    fix: "Use openNodeLog, which writes on the training's own thread, and report the failure.",
  };
}
