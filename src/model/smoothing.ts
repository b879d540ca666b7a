/** Smooths a series as TensorBoard does, on every raw point and never across a gap. */

/** Largest weight: beyond it a line says nothing about the last thousand points. */
export const MAX_SMOOTHING = 0.999;

/** Smooths the next value; `beginsAnew` where it follows a restart. */
export type Smooth = (value: number, beginsAnew: boolean) => number;

/**
 * Exponential moving average with weight `weight` of the past, debiased by 1 − weightⁿ, value by value. It begins
 * anew after a restart and after each value that is not finite; such values stay as they are, and so do equal
 * values as long as none other came before them. Weight 0 gives the values back.
 * Source: TensorBoard, webapp/widgets/line_chart_v2/data_transformer.ts. Differs from it in that it reads
 * every point instead of a sample, and begins anew after NaN and infinities, which TensorBoard steps over.
 */
export function smoothing(weight: number): Smooth {
  let sum = 0;
  let remaining = 1;
  /** Of the stretch, while all of it is equal; NaN before and after. */
  let constant = Number.NaN;
  return (value, beginsAnew) => {
    if (!Number.isFinite(value)) {
      remaining = 1;
      return value;
    }
    if (beginsAnew) remaining = 1;
    if (remaining === 1) {
      sum = 0;
      constant = value;
    }
    sum = sum * weight + (1 - weight) * value;
    remaining *= weight;
    if (value !== constant) constant = Number.NaN;
    return value === constant || weight <= 0 ? value : sum / (1 - remaining);
  };
}
