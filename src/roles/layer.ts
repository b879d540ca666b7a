/** Finds the layer's name in a layer-wise tag, spelt as the writer spelt it. */
import type { Role } from "../model/index.ts";
import type { Reading, Word } from "./reading.ts";
import type { Concept } from "./vocabulary.ts";

export const LAYER_WISE_ROLES: ReadonlySet<Role> = new Set<Role>([
  "grad.g",
  "grad.d",
  "update.g",
  "update.d",
  "dead.g",
  "dead.d",
  "saturated.g",
  "saturated.d",
  "spectral.g",
  "spectral.d",
  "weights.g",
  "weights.d",
]);

const QUANTITIES: ReadonlySet<Concept> = new Set<Concept>([
  "gradient",
  "norm",
  "updateRatio",
  "deadUnits",
  "spectralNorm",
]);

type Part = "network" | "quantity" | "bookkeeping" | "layer";

function partOf({ concept }: Word): Part {
  if (concept === "generator" || concept === "discriminator" || concept === "subDiscriminator")
    return "network";
  if (QUANTITIES.has(concept)) return "quantity";
  return concept === "neutral" ? "bookkeeping" : "layer";
}

/**
 * What is left of the tag when network and quantity are taken off its two ends. Each is taken off once,
 * so that a layer called `norm1` or `g_dense` keeps its name.
 */
export function layerOf(tag: string, { words }: Reading): string {
  const missing = new Set<Part>(["network", "quantity"]);
  const front = takenOff(words, missing);
  const kept = words.slice(front);
  const back = takenOff(kept.toReversed(), missing);
  const first = kept[0];
  const last = kept[kept.length - 1 - back];
  return back >= kept.length || first === undefined || last === undefined
    ? ""
    : tag.slice(first.start, last.end);
}

/** How many words at the beginning name a part still missing, or lead up to one as `net` does in `net_D`. */
function takenOff(words: readonly Word[], stillMissing: Set<Part>): number {
  let count = 0;
  let leadingUp = 0;
  for (const word of words) {
    const part = partOf(word);
    leadingUp++;
    if (part === "bookkeeping") continue;
    if (!stillMissing.delete(part)) break;
    count += leadingUp;
    leadingUp = 0;
  }
  return count;
}
