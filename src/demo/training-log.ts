/** What the training tells of itself: a `GameLog`, or anything with its methods. */
import type { GameLog } from "../sdk/index.ts";

export type TrainingLog = Pick<
  GameLog,
  "losses" | "accuracy" | "logits" | "layer" | "samples" | "hyperparameters"
>;
