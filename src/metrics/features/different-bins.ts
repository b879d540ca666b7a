/** NDB: in how many cells of the real data the generated samples are too many or too few. */
import type { Estimate } from "../estimate.ts";
import { type Progress, partOf, unobserved } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { normalCdf } from "../statistics/normal.ts";
import { cellCentres, cellsOf, countsOf } from "./k-means.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

export interface DifferentBins {
  /** The share of cells that differ; `chance` is how often the test errs: two-sided, beyond `zThreshold`. */
  readonly differentShare: Estimate;
  /** How many cells differ: what the literature calls NDB. */
  readonly differentCells: number;
  /** Jensen–Shannon divergence of the proportions, in nats; `chance` (cells − 1) / 8 · (1 / n + 1 / m). */
  readonly divergence: Estimate;
  readonly cells: readonly CellComparison[];
}

export interface CellComparison {
  readonly realCount: number;
  readonly fakeCount: number;
  /** Of the two-proportion test with pooled proportion; above 0 where generated samples are too many. */
  readonly z: number;
}

export interface BinOptions {
  readonly seed: number;
  readonly cells?: number;
  /** Standard deviations from which a cell counts as different. */
  readonly zThreshold?: number;
  /** Iterations of k-means. */
  readonly rounds?: number;
  readonly onProgress?: Progress;
}

const DEFAULT_CELLS = 100;
/** 0.975 quantile of the normal law: 5 % of cells differ by chance. */
const DEFAULT_Z_THRESHOLD = 1.959963985;
const DEFAULT_ROUNDS = 30;
const CLUSTERING_SHARE = 0.9;
/** JSD of two samples of one law over K cells is (K − 1) / 8 · (1 / n + 1 / m) in the mean. */
const DIVERGENCE_BIAS = 8;

/**
 * Number of statistically different bins: cells by k-means on the real samples, and a test of two proportions in each.
 *
 * - Shapes: `real` [n × d] with n ≥ 20 samples a cell (100 cells), `fake` [m × d], row-major.
 * - `differentShare` in [0, 1]; cells are not independent of one another. `divergence` in [0, ln 2] nats: the .0014
 *   published for MNIST is what 50,000 and 10,000 samples of one law show. Chance is slightly too low for real samples
 *   that the cells were not made from: cells fit their own samples.
 * - NaN when a number is not finite, a side is empty, or there are fewer real samples than cells.
 *   Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: rounds · n·cells·d products.
 * - Source: Richardson & Weiss 2018, arXiv:1805.12462, §3.
 * - Differs in that features are neither whitened nor thinned out, and in that chance levels are given.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 0, 0, 0, 9, 9, 9, 9), 8, 1);
 * const fake = sampleMatrix(Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0), 8, 1);
 * differentBins(real, fake, { seed: 2, cells: 2 }).differentCells; // => 2
 */
export function differentBins(real: SampleMatrix, fake: SampleMatrix, options: BinOptions): DifferentBins {
  requireSameFeatures(real, fake);
  const { seed, onProgress = unobserved } = options;
  const { cells = DEFAULT_CELLS, zThreshold = DEFAULT_Z_THRESHOLD, rounds = DEFAULT_ROUNDS } = options;
  const [n, m] = [real.sampleCount, fake.sampleCount];
  const counts = { realCount: n, fakeCount: m };
  const levels = {
    share: 2 * normalCdf(-zThreshold),
    divergence: ((cells - 1) / DIVERGENCE_BIAS) * (1 / n + 1 / m),
  };
  const of = (value: number, chance: number): Estimate => ({ value, chance, interval: null, ...counts });
  if (n < cells || !areMeasurable(real, fake, 1)) {
    const value = Number.NaN;
    return {
      differentShare: of(value, levels.share),
      differentCells: value,
      divergence: of(value, levels.divergence),
      cells: [],
    };
  }
  const part = partOf(onProgress, 0, CLUSTERING_SHARE);
  const centres = cellCentres(real, { cells, seed, rounds, onProgress: part });
  const realCounts = countsOf(cellsOf(real, centres), cells);
  const fakeCounts = countsOf(cellsOf(fake, centres), cells);
  const compared = Array.from(realCounts, (realCount, cell) =>
    compareCell({ realCount, fakeCount: fakeCounts[cell] ?? 0 }, counts),
  );
  const differentCells = compared.filter(({ z }) => Math.abs(z) > zThreshold).length;
  onProgress(1);
  return {
    differentShare: of(differentCells / cells, levels.share),
    differentCells,
    divergence: of(divergenceOf(compared, counts), levels.divergence),
    cells: compared,
  };
}

interface Counts {
  readonly realCount: number;
  readonly fakeCount: number;
}

function compareCell({ realCount, fakeCount }: Counts, all: Counts): CellComparison {
  const pooled = (realCount + fakeCount) / (all.realCount + all.fakeCount);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / all.realCount + 1 / all.fakeCount));
  const difference = fakeCount / all.fakeCount - realCount / all.realCount;
  return { realCount, fakeCount, z: difference === 0 ? 0 : difference / deviation };
}

function divergenceOf(cells: readonly CellComparison[], all: Counts): number {
  const term = (share: number, middle: number) => (share === 0 ? 0 : (share * Math.log(share / middle)) / 2);
  return cells.reduce((sum, { realCount, fakeCount }) => {
    const [p, q] = [realCount / all.realCount, fakeCount / all.fakeCount];
    return sum + term(p, (p + q) / 2) + term(q, (p + q) / 2);
  }, 0);
}
