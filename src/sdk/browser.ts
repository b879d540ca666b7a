/** A training loop's mouth where there is no file system: events kept for download, or sent to a board. */
export { ExplainedError, type Histogram, type Player } from "../model/index.ts";
export type {
  HyperparameterOptions,
  Hyperparameters,
  HyperparameterValue,
  SessionOutcome,
  TensorOptions,
  ValueOptions,
  WrittenAudio,
  WrittenImages,
  WrittenTensor,
} from "../tfevents/index.ts";
export { EventLog, type EventLogOptions, type EventSink } from "./event-log.ts";
export {
  type GameAccuracy,
  type GameLearningRates,
  GameLog,
  type GameLogits,
  type GameLogOptions,
  type GameLosses,
  type GameSink,
  type LayerMeasurement,
  type SampleKind,
  type SummaryLog,
} from "./game-log.ts";
export { GRADIENT_EDGES, LOGIT_EDGES } from "./histogram-edges.ts";
export { type MemoryEventFile, memoryEventFile } from "./memory-event-file.ts";
export { type Deflate, encodePngs, type ImageBatch } from "./png.ts";
export {
  type RemoteEventFile,
  type RemoteEventFileOptions,
  type RemoteStatus,
  remoteEventFile,
} from "./remote-event-file.ts";
export { storedDeflate } from "./stored-deflate.ts";
export { type Cadence, DEFAULT_CADENCE } from "./watching/cadence.ts";
export { PREFLIGHT_CHECKS, type PreflightCheck, type PreflightFinding } from "./watching/finding.ts";
export type { Activation, FunctionNetwork, HiddenOutput, LayersModel } from "./watching/network.ts";
export type { PixelRange } from "./watching/pixels.ts";
export { type PreflightOptions, preflight } from "./watching/preflight.ts";
export type { LossValue, RoundValues } from "./watching/round-values.ts";
export type {
  Optimizer,
  Tensor,
  TensorFlowLibrary,
  Variable,
} from "./watching/tensorflow.ts";
export { type GameWatch, type WatchLog, type WatchOptions, watchGame } from "./watching/watch-game.ts";
