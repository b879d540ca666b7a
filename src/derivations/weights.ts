/** The size of a layer's weights, and how they have changed since the moment before, of a log that keeps their histograms. */
import { wassersteinDistanceOfHistograms } from "../metrics/index.ts";
import type { Histogram, Player } from "../model/index.ts";
import { type DerivedValue, numberAlone } from "./derived-value.ts";
import { normOf } from "./gradients.ts";

export interface WeightsOfLayer {
  readonly player: Player;
  /** As it stands in the metric's name: one segment. */
  readonly layer: string;
}

export interface WeightsAtStep {
  readonly now: Histogram;
  /** Those one moment earlier; null at the first. */
  readonly before: Histogram | null;
}

export function deriveFromWeights(
  { player, layer }: WeightsOfLayer,
  { now, before }: WeightsAtStep,
): DerivedValue[] {
  const count = now.counts.reduce((sum, one) => sum + one, 0);
  const size = normOf(now) / Math.sqrt(count);
  return [
    numberAlone(`weights/${player}/${layer}`, size),
    ...(before === null ? [] : [numberAlone(`weight-change/${player}/${layer}`, changeOf(before, now))]),
  ];
}

/** The distance that the weights have moved as a whole, in their own unit; 0 exactly where no bin has changed. */
function changeOf(before: Histogram, now: Histogram): number {
  return isSame(before.lefts, now.lefts) &&
    isSame(before.rights, now.rights) &&
    isSame(before.counts, now.counts)
    ? 0
    : wassersteinDistanceOfHistograms(before, now).value;
}

function isSame(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
