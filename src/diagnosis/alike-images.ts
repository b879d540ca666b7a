/** What images say of a collapse: whether they are alike, and whether that is more than the start of training. */
import type { Reading } from "./reading.ts";
import { changeOver, highestBefore, latestOf, lowestBefore } from "./trends.ts";

/** Windows over which samples must come nearer to count as learning. */
const PROGRESS_WINDOWS = 6;

interface ReadingsOfImages {
  readonly variety: Reading | null;
  readonly varietyOfReal: Reading | null;
  readonly repeats: Reading | null;
  readonly energy: Reading | null;
}

export interface SignsOfImages {
  readonly variety: number;
  /** NaN without real samples, as are the distances. */
  readonly shareOfReal: number;
  readonly varietyLeft: number;
  readonly repeats: number;
  readonly fewestRepeats: number;
  readonly energy: number;
  /** The distance to the data over that of the first, untrained samples. */
  readonly apart: number;
  readonly nearing: number;
  readonly probes: number;
}

export function signsOfImages({ variety, varietyOfReal, repeats, energy }: ReadingsOfImages): SignsOfImages {
  return {
    variety: latestOf(variety),
    shareOfReal: latestOf(variety) / latestOf(varietyOfReal),
    varietyLeft: latestOf(variety) / highestBefore(variety),
    repeats: latestOf(repeats),
    fewestRepeats: lowestBefore(repeats),
    energy: latestOf(energy),
    apart: latestOf(energy) / (energy?.medianOfFirst(1) ?? Number.NaN),
    nearing: -changeOver(energy, PROGRESS_WINDOWS),
    probes: (variety ?? repeats)?.windowCount ?? Number.NaN,
  };
}

interface LimitsOfLikeness {
  readonly repeatsAtLeast: number;
  readonly alikeAtMost: number;
  readonly varietyAtMost: number;
  readonly shareOfRealAtMost: number;
  readonly unlikeAtLeast: number;
}

/** Of few kinds, whether or not noise tells single ones apart. */
export function areAlike(
  { variety, shareOfReal, varietyLeft, repeats, energy }: SignsOfImages,
  t: LimitsOfLikeness,
): boolean {
  if (repeats >= t.repeatsAtLeast) return true;
  // Without real samples variety itself is the measure, and the run's own past.
  if (Number.isNaN(energy)) return variety <= t.alikeAtMost || varietyLeft <= t.varietyAtMost;
  return shareOfReal <= t.shareOfRealAtMost && energy >= t.unlikeAtLeast;
}

/** Farther from the data than untrained. */
export function haveFled(
  { apart, energy }: SignsOfImages,
  t: { readonly apartAtLeast: number; readonly unlikeAtLeast: number },
): boolean {
  return apart >= t.apartAtLeast && energy >= t.unlikeAtLeast;
}

/** Far from the data, and hardly nearer than some probes ago. */
export function stayFar(
  { nearing, energy }: SignsOfImages,
  t: { readonly farAtLeast: number; readonly nearingAtLeast: number },
): boolean {
  return energy >= t.farAtLeast && nearing < t.nearingAtLeast;
}
