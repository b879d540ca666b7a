/** Realism of each generated sample: which ones to show first, and which to hide. */
import { type Progress, partOf, unobserved } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { median } from "../statistics/quantiles.ts";
import { neighboursWithin, squaredRadii } from "./nearest-neighbours.ts";
import { centredTogether, visitSquaredDistances } from "./pairwise.ts";
import type { NeighbourhoodOptions } from "./precision-recall.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

const DEFAULT_NEIGHBOURS = 3;
/** Radii that differ by less are equal but for rounding. */
const ROUNDING = 1e-9;

/**
 * The largest ratio of a real sample's radius (to its k-th real neighbour) to its distance from the generated sample.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major; the answer is [m].
 * - No unit, in [0, ∞]; 1 on the surface of the manifold, above inside, Infinity for a copy of a real sample. Radii
 *   above their median are left out: balls of outliers are too large to mean anything.
 * - All NaN when a number is not finite or the real side has no more than `neighbours` (3) samples.
 *   Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (n² / 2 + nm)·d products.
 * - Source: Kynkäänniemi et al. 2019, arXiv:1904.06991, eq. 4.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 1, 2, 3, 4), 5, 1);
 * const fake = sampleMatrix(Float64Array.of(1.5, 6), 2, 1);
 * realismScores(real, fake, { neighbours: 1 }); // => [2.0, 0.5]
 */
export function realismScores(
  real: SampleMatrix,
  fake: SampleMatrix,
  { neighbours = DEFAULT_NEIGHBOURS, onProgress = unobserved }: NeighbourhoodOptions = {},
): Float64Array {
  requireSameFeatures(real, fake);
  const scores = new Float64Array(fake.sampleCount);
  if (real.sampleCount <= neighbours || !areMeasurable(real, fake, 0)) return scores.fill(Number.NaN);
  const { first: rows, second: columns } = centredTogether(real, fake);
  const half = 1 / 2;
  const radii = radiiOf(rows, neighbours, partOf(onProgress, 0, half));
  const largest = median(radii);
  visitSquaredDistances({ rows, columns, onProgress: partOf(onProgress, half, 1) }, (block) => {
    for (let row = block.rows.first; row < block.rows.end; row++) {
      const radius = radii[row] ?? Number.NaN;
      if (radius > largest * (1 + ROUNDING)) continue;
      const from = (row - block.rows.first) * block.stride - block.columns.first;
      for (let column = block.columns.first; column < block.columns.end; column++) {
        const distance = block.values[from + column] ?? Number.NaN;
        const ratio = distance === 0 ? Number.POSITIVE_INFINITY : radius / distance;
        if (ratio > (scores[column] ?? 0)) scores[column] = ratio;
      }
    }
  });
  return scores.map(Math.sqrt);
}

function radiiOf(samples: SampleMatrix, count: number, onProgress: Progress): Float64Array {
  return squaredRadii(neighboursWithin(samples, { count, onProgress }));
}
