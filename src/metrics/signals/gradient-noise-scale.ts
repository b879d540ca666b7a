/** The batch size at which a gradient is as much signal as noise, from two halves of a batch. */
import type { Numbers } from "../statistics/quantiles.ts";
import { requireSameLength } from "./gradient-cosine.ts";

/** `signal` = g₁ · g₂ estimates ‖G‖²; `noise` = ‖g₁ − g₂‖² / 4 the squared error of the whole batch's gradient. */
export interface HalfBatchMoments {
  readonly signal: number;
  readonly noise: number;
}

/** ‖g₁ − g₂‖² / 4 is the variance of the mean of the two halves. */
const QUARTER = 1 / (2 * 2);

/**
 * Signal and noise of one step, from the mean gradients of two halves of its batch.
 *
 * `first`, `second`: gradients of the same parameters. In the gradient's unit squared; both unbiased, so `signal` of one
 * step may be negative. NaN spreads. Throws `METRICS_SHAPE` for differing lengths. Cost: O(entries).
 * @example
 * halfBatchMoments([1, 2], [1, 0]); // => { signal: 1, noise: 1 }
 */
export function halfBatchMoments(first: Numbers, second: Numbers): HalfBatchMoments {
  requireSameLength(first, second);
  let [signal, squares] = [0, 0];
  for (let place = 0; place < first.length; place++) {
    const [a, b] = [first[place] ?? Number.NaN, second[place] ?? Number.NaN];
    signal += a * b;
    squares += (a - b) ** 2;
  }
  return { signal, noise: squares * QUARTER };
}

/**
 * The simple noise scale tr Σ / ‖G‖² over some steps, in samples.
 *
 * `steps`: `halfBatchMoments` of each; `batchSize`: samples in both halves together. Larger batches than this bring
 * little; at batch sizes far below it a gradient is mostly noise. Sums are taken before dividing, as a ratio of one step
 * means nothing. NaN when the signals do not add up to more than 0: more steps are needed. Cost: O(steps).
 * Source: McCandlish et al. 2018, arXiv:1812.06162, § 2.2 and appendix A.1.
 * @example
 * gradientNoiseScale([{ signal: 2, noise: 1 }, { signal: 0, noise: 1 }], 64); // => 64
 */
export function gradientNoiseScale(steps: readonly HalfBatchMoments[], batchSize: number): number {
  const signal = steps.reduce((sum, step) => sum + step.signal, 0);
  const noise = steps.reduce((sum, step) => sum + step.noise, 0);
  return signal > 0 ? (batchSize * noise) / signal : Number.NaN;
}
