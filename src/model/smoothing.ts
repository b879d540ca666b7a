/** Smooths a series as TensorBoard does, on every raw point and never across a gap. */

/** Largest weight: beyond it a line says nothing about the last thousand points. */
export const MAX_SMOOTHING = 0.999;

/** Less than half the distance from 1 to the float64 before it. Further down numbers are denormal, and ten times as slow. */
const NOTHING_BESIDE_ONE = Number.EPSILON / 8;

/** Smooths the next points of a series. */
export type Smooth = (points: {
  readonly steps: Float64Array;
  readonly values: Float64Array;
}) => Float64Array;

/**
 * Exponential moving average with weight `weight` of the past, debiased by 1 − weightⁿ, part by part. It begins
 * anew where steps go back and after each value that is not finite; such values stay as they are, and so do equal
 * values as long as none other came before them. Weight 0 gives the values back.
 * Source: TensorBoard, webapp/widgets/line_chart_v2/data_transformer.ts. Differs from it in that it reads
 * every point instead of a sample, and begins anew after NaN and infinities, which TensorBoard steps over.
 */
export function smoothing(weight: number): Smooth {
  let lastStep = Number.NEGATIVE_INFINITY;
  let sum = 0;
  /** weightⁿ after n values of the stretch. */
  let remaining = 1;
  /** The value of the stretch while all of it is equal, else NaN. */
  let constant = Number.NaN;
  return ({ steps, values }) => {
    const out = values.slice();
    for (let row = 0; row < out.length && weight > 0; row++) {
      const value = values[row] ?? Number.NaN;
      const step = steps[row] ?? Number.NaN;
      if (step < lastStep || !Number.isFinite(value)) remaining = 1;
      lastStep = step;
      if (!Number.isFinite(value)) continue;
      if (remaining === 1) {
        sum = 0;
        constant = value;
      }
      sum = sum * weight + (1 - weight) * value;
      remaining = remaining < NOTHING_BESIDE_ONE ? 0 : remaining * weight;
      if (value === constant) continue;
      constant = Number.NaN;
      out[row] = sum / (1 - remaining);
    }
    return out;
  };
}
