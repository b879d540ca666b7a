/** What generated samples tell without any real ones beside them: how much of their contrast is different in each. */
import type { SampleMatrix } from "../sample-matrix.ts";
import { quantileOfSorted } from "../statistics/quantiles.ts";
import { type DistancesWithin, distancesOfFirst } from "./distances-within.ts";
import { firstRows } from "./pairwise-distances.ts";
import type { SampleImages } from "./sample-images.ts";

/** Pairs grow as the square, and among some hundred samples every repeat shows. */
const MOST_SAMPLES = 128;
/** Two samples are one and the same below this share of the distance of unrelated ones. */
const REPEAT_SHARE = 0.25;
/** Below this share they are the same pixels, give or take their rounding. */
const TWIN_SHARE = 0.02;

export interface OwnVariety {
  /** Root mean square difference of a value from the mean of all, in the features' unit. */
  readonly contrast: number;
  /** Median distance of two samples over that of samples which share nothing but this contrast; NaN without contrast. */
  readonly variety: number;
  /** Share of pairs that are as good as the same sample; NaN without contrast. */
  readonly repeats: number;
  /** Share of samples that are another one's very pixels; NaN without contrast. */
  readonly twins: number;
}

/**
 * How varied samples are, judged by nothing but themselves.
 *
 * `samples` is [samples × features], pixels in [0, 1], say; the first 128 are used, and their distances where `known`
 * has them. `variety`: 0 for one sample over and over, 1 for independent noise; digits lie near .7, aligned faces near
 * .8. `repeats`: 0 for samples that all differ, 1/k for k samples drawn over and over. `twins`: 1 as soon as each comes
 * twice. Values that are not finite give NaN. Cost: O(n² · features).
 * Source: our own instrument; the distance of unrelated samples is √(2 · features) · contrast.
 * @example
 * ownVariety(sampleMatrix(Float64Array.of(0, 1, 0, 1, 1, 0, 1, 0), 4, 2)).repeats; // => 1 / 3
 */
export function ownVariety(samples: SampleMatrix, known?: DistancesWithin): OwnVariety {
  const used = firstRows(samples, MOST_SAMPLES);
  const contrast = contrastOf(samples);
  const unrelated = Math.sqrt(2 * used.featureCount) * contrast;
  if (!(unrelated > 0) || used.sampleCount < 2)
    return { contrast, variety: Number.NaN, repeats: Number.NaN, twins: Number.NaN };
  const ofPairs = distancesOfFirst(samples, MOST_SAMPLES, known);
  const twins = twinsAmong(ofPairs, used.sampleCount, TWIN_SHARE * unrelated);
  const distances = ofPairs.toSorted();
  const repeated = distances.filter((distance) => distance <= REPEAT_SHARE * unrelated).length;
  return {
    contrast,
    variety: quantileOfSorted(distances, 1 / 2) / unrelated,
    repeats: repeated / distances.length,
    twins: twins / used.sampleCount,
  };
}

/** How many samples have another one within the reach; distances as `distancesOfFirst` orders them. */
function twinsAmong(distances: Float64Array, sampleCount: number, reach: number): number {
  const areTwins = new Array<boolean>(sampleCount).fill(false);
  let pair = 0;
  for (let i = 0; i < sampleCount; i++) {
    for (let j = i + 1; j < sampleCount; j++) {
      if ((distances[pair++] ?? Number.NaN) > reach) continue;
      areTwins[i] = true;
      areTwins[j] = true;
    }
  }
  return areTwins.filter((isTwin) => isTwin).length;
}

/**
 * The contrast that `ownVariety` gives, alone: it takes one walk, not one a pair.
 *
 * `samples` is [samples × features], of which the first 128 are used; in the features' unit. Cost: O(n · features).
 * Source: the definition.
 * @example
 * contrastOf(sampleMatrix(Float64Array.of(0, 1, 0, 1), 2, 2)); // => 0.5
 */
export function contrastOf(samples: SampleMatrix): number {
  return deviationOf(firstRows(samples, MOST_SAMPLES).values);
}

function deviationOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] ?? Number.NaN;
  const mean = sum / values.length;
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += ((values[at] ?? Number.NaN) - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

/**
 * How rough images are: the mean square step to the next pixel, right and down, over that of independent pixels.
 *
 * No unit, ≥ 0: 1 for white noise, near 0 for smooth pictures, above 1 for checkerboards; photographs lie below .1,
 * digits of 28 × 28 near .3. NaN for images without contrast or of one pixel. Cost: O(pixels).
 * Source: von Neumann's ratio of successive differences, on two axes.
 * @example
 * const values = Float64Array.of(0, 1, 1, 0);
 * roughnessOf(sampleImages({ count: 1, width: 2, height: 2, channels: 1, values, range: { low: 0, high: 1 } })); // => 2
 */
export function roughnessOf({ count, width, height, channels, values }: SampleImages): number {
  const rowLength = width * channels;
  let squares = 0;
  let steps = 0;
  const add = (at: number, next: number) => {
    squares += ((values[next] ?? Number.NaN) - (values[at] ?? Number.NaN)) ** 2;
    steps++;
  };
  for (let row = 0; row < count * height; row++) {
    const isLastRow = row % height === height - 1;
    for (let at = row * rowLength; at < (row + 1) * rowLength; at++) {
      if (at + channels < (row + 1) * rowLength) add(at, at + channels);
      if (!isLastRow) add(at, at + rowLength);
    }
  }
  return squares / steps / (2 * deviationOf(values) ** 2);
}
