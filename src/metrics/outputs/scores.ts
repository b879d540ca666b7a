/** Discriminator outputs as they come in: checks and sums that every metric of them begins with. */
import type { Interval } from "../estimate.ts";
import type { Numbers } from "../statistics/quantiles.ts";

/** One output a sample: logits, or critic values; higher means "more real". Not probabilities. */
export type Scores = Numbers;

export interface Counts {
  readonly realCount: number;
  readonly fakeCount: number;
}

/** Whether each side has scores and none is NaN: otherwise every metric answers NaN. */
export function areComputable(...sides: readonly Scores[]): boolean {
  return sides.every((scores) => scores.length > 0 && !hasNaN(scores));
}

function hasNaN(scores: Scores): boolean {
  for (let at = 0; at < scores.length; at++) if (Number.isNaN(scores[at])) return true;
  return false;
}

/** Mean and unbiased variance, in two passes so that large offsets cancel nothing. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

export function momentsOf(scores: Scores, map: (score: number) => number = (score) => score): Moments {
  const count = scores.length;
  let sum = 0;
  for (let at = 0; at < count; at++) sum += map(scores[at] ?? Number.NaN);
  const mean = sum / count;
  let squares = 0;
  for (let at = 0; at < count; at++) squares += (map(scores[at] ?? Number.NaN) - mean) ** 2;
  return { count, mean, variance: count > 1 ? squares / (count - 1) : Number.NaN };
}

/** The interval `value` ± `reach`, cut to the range that the quantity can have. */
export function intervalAround(
  value: number,
  reach: number,
  { low, high, level }: { readonly low: number; readonly high: number; readonly level: number },
): Interval | null {
  if (Number.isNaN(value) || Number.isNaN(reach)) return null;
  return { low: Math.max(low, value - reach), high: Math.min(high, value + reach), level };
}
