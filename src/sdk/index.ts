/** A training loop's mouth: standard event files, from any JavaScript. */
export { ExplainedError, type Histogram, type Player } from "../model/index.ts";
export type {
  HyperparameterOptions,
  Hyperparameters,
  HyperparameterValue,
  TensorOptions,
  ValueOptions,
  WrittenAudio,
  WrittenImages,
  WrittenTensor,
} from "../tfevents/index.ts";
export { EventLog, type EventLogOptions, type EventSink } from "./event-log.ts";
export {
  type GameAccuracy,
  GameLog,
  type GameLogits,
  type GameLogOptions,
  type GameLosses,
  type LayerMeasurement,
  type SampleKind,
  type SummaryLog,
} from "./game-log.ts";
export { GRADIENT_EDGES, LOGIT_EDGES } from "./histogram-edges.ts";
export { type NodeEventFile, type NodeEventFileOptions, openNodeEventFile } from "./node-event-file.ts";
export { type Deflate, encodePngs, type ImageBatch } from "./png.ts";
