/** Recognises histograms of a player's weights, as loops over named parameters and trainable variables write them. */
import type { Role } from "../model/index.ts";
import { layerOf } from "./layer.ts";
import type { Reading } from "./reading.ts";

/** `G/0.weight`, `generator/dense/kernel:0`, Keras's `dense/kernel/histogram`; what else follows, such as `.grad`, makes it another quantity. */
const ENDS_IN_WEIGHTS = /(^|[./_])(weight|weights|kernel|kernels)(:\d+|_\d+)?([/_]histogram)?$/i;

export interface WeightsOfPlayer {
  readonly role: Extract<Role, "weights.g" | "weights.d">;
  readonly player: "generator" | "discriminator";
  readonly layer: string;
}

/** Null where neither player is named, or the histogram is of something else. */
export function weightsOfPlayer(tag: string, reading: Reading): WeightsOfPlayer | null {
  const { firstNetwork } = reading;
  if (firstNetwork === "none" || !ENDS_IN_WEIGHTS.test(tag)) return null;
  const player = firstNetwork === "generator" ? "generator" : "discriminator";
  return { role: player === "generator" ? "weights.g" : "weights.d", player, layer: layerOf(tag, reading) };
}
