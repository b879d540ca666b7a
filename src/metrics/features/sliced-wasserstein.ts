/** Sliced Wasserstein distance: how far one cloud must be moved to become the other, seen along random directions. */
import type { Estimate } from "../estimate.ts";
import { type Progress, unobserved } from "../progress.ts";
import { type RandomSource, seededNormal } from "../random-source.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

export interface SlicedWasserstein extends Estimate {
  /** `value` times 3·featureCount: the scale of MIND, ‖Δμ‖² · 3 for a mere shift. */
  readonly scaled: number;
}

export interface SliceOptions {
  readonly seed: number;
  readonly directions?: number;
  readonly onProgress?: Progress;
}

const DEFAULT_DIRECTIONS = 1000;
const MIND_FACTOR = 3;

/**
 * Squared Wasserstein-2 distance of the projections on random directions, in the mean over them.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major; n and m may differ.
 * - Squared units of the features, in [0, ∞), 0 for equal samples; ‖Δμ‖² / d for laws that differ by a shift. Biased
 *   upward by about 1 / n; no closed chance level is known for unknown laws.
 * - NaN when a number is not finite or a side is empty. Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: directions · ((n + m)·d products and two sorts).
 * - Source: Bonneel et al. 2015; `scaled` as torch-fidelity's MIND. Differs in the random numbers.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 1, 2), 3, 1);
 * const fake = sampleMatrix(Float64Array.of(2, 3, 4), 3, 1);
 * slicedWasserstein(real, fake, { seed: 1, directions: 5 }).value; // => 4
 * slicedWasserstein(real, fake, { seed: 1, directions: 5 }).scaled; // => 12
 */
export function slicedWasserstein(
  real: SampleMatrix,
  fake: SampleMatrix,
  { seed, directions = DEFAULT_DIRECTIONS, onProgress = unobserved }: SliceOptions,
): SlicedWasserstein {
  requireSameFeatures(real, fake);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  if (!areMeasurable(real, fake, 1)) {
    return { value: Number.NaN, chance: null, interval: null, ...counts, scaled: Number.NaN };
  }
  const normal = seededNormal(seed);
  let sum = 0;
  for (let drawn = 0; drawn < directions; drawn++) {
    const direction = unitVector(real.featureCount, normal);
    sum += squaredWasserstein(projectionOf(real, direction).sort(), projectionOf(fake, direction).sort());
    onProgress((drawn + 1) / directions);
  }
  const value = sum / directions;
  return { value, chance: null, interval: null, ...counts, scaled: MIND_FACTOR * real.featureCount * value };
}

function unitVector(size: number, normal: RandomSource): Float64Array {
  const vector = Float64Array.from({ length: size }, () => normal());
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function projectionOf(
  { values, sampleCount, featureCount }: SampleMatrix,
  direction: Float64Array,
): Float64Array {
  const projection = new Float64Array(sampleCount);
  for (let sample = 0; sample < sampleCount; sample++) {
    let sum = 0;
    for (let feature = 0; feature < featureCount; feature++) {
      sum += (values[sample * featureCount + feature] ?? Number.NaN) * (direction[feature] ?? Number.NaN);
    }
    projection[sample] = sum;
  }
  return projection;
}

/** ∫ (F⁻¹ − G⁻¹)² over the pieces between the steps of both sorted samples. */
function squaredWasserstein(first: Float64Array, second: Float64Array): number {
  const [n, m] = [first.length, second.length];
  let [inFirst, inSecond, reached, sum] = [0, 0, 0, 0];
  // In units of 1 / nm, so that steps of both sides meet exactly.
  while (reached < n * m) {
    const next = Math.min((inFirst + 1) * m, (inSecond + 1) * n);
    sum += (next - reached) * ((first[inFirst] ?? Number.NaN) - (second[inSecond] ?? Number.NaN)) ** 2;
    if (next === (inFirst + 1) * m) inFirst++;
    if (next === (inSecond + 1) * n) inSecond++;
    reached = next;
  }
  return sum / (n * m);
}
