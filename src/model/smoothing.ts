/** Smooths a series as TensorBoard does, on every raw point and never across a gap. */
import type { Segment } from "./segments.ts";

/** Largest weight: beyond it a line says nothing about the last thousand points. */
export const MAX_SMOOTHING = 0.999;

/**
 * Exponential moving average with weight `weight` of the past, debiased by 1 − weightⁿ. It begins anew at
 * each segment and after each value that is not finite; such values stay as they are, and so does a stretch
 * in which all values are equal. Weight 0 gives the values back. Same length as `values`; linear.
 * Source: TensorBoard, webapp/widgets/line_chart_v2/data_transformer.ts. Differs from it in that it reads
 * every point instead of a sample, and begins anew after NaN and infinities, which TensorBoard steps over.
 */
export function smoothed(values: Float64Array, weight: number, segments: readonly Segment[]): Float64Array {
  const out = values.slice();
  if (weight <= 0) return out;
  for (const { from, to } of segments) {
    let start = from;
    for (let i = from; i <= to; i++) {
      if (i < to && Number.isFinite(values[i])) continue;
      smoothStretchInto(out, weight, { from: start, to: i });
      start = i + 1;
    }
  }
  return out;
}

/** Rows `from` (inclusive) to `to` (exclusive) of `out` are finite and not yet smoothed. */
function smoothStretchInto(out: Float64Array, weight: number, { from, to }: { from: number; to: number }) {
  if (isConstant(out, from, to)) return;
  let sum = 0;
  let remaining = 1;
  for (let i = from; i < to; i++) {
    sum = sum * weight + (1 - weight) * (out[i] ?? 0);
    remaining *= weight;
    out[i] = sum / (1 - remaining);
  }
}

function isConstant(values: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (values[i] !== values[from]) return false;
  return true;
}
