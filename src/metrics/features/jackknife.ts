/** How far a statistic of two samples may stray, from what it becomes without each tenth of them. */
import { CONFIDENCE_LEVEL, type Interval } from "../estimate.ts";
import { type Progress, partOf } from "../progress.ts";
import { seededRandom, shuffledOrder } from "../random-source.ts";
import { rowsOf, type SampleMatrix } from "../sample-matrix.ts";

export const JACKKNIFE_GROUPS = 10;
/** 0.975 quantile of Student's t with 9 degrees of freedom, one fewer than there are groups. */
const STUDENT_QUANTILE = 2.2621571628;

export interface SamplePair {
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
}

export interface JackknifeRequest extends SamplePair {
  readonly seed: number;
  readonly statistic: (pair: SamplePair, onProgress: Progress) => number;
  readonly onProgress: Progress;
}

/**
 * An interval around `value` by the delete-a-group jackknife: tenth after tenth of both samples, drawn by `seed`, is left
 * out. Null when a side has fewer samples than groups, or the statistic is NaN without one of them.
 * Source: Shao & Tu 1995, The Jackknife and Bootstrap, §2.3.
 */
export function jackknifeInterval(value: number, request: JackknifeRequest): Interval | null {
  const { real, fake, seed, statistic, onProgress } = request;
  if (Math.min(real.sampleCount, fake.sampleCount) < JACKKNIFE_GROUPS) return null;
  const random = seededRandom(seed);
  const orders = {
    real: shuffledOrder(real.sampleCount, random),
    fake: shuffledOrder(fake.sampleCount, random),
  };
  const values: number[] = [];
  for (let group = 0; group < JACKKNIFE_GROUPS; group++) {
    const part = partOf(onProgress, group / JACKKNIFE_GROUPS, (group + 1) / JACKKNIFE_GROUPS);
    const rest = {
      real: rowsOf(real, withoutGroup(orders.real, group)),
      fake: rowsOf(fake, withoutGroup(orders.fake, group)),
    };
    values.push(statistic(rest, part));
  }
  const mean = values.reduce((sum, one) => sum + one, 0) / JACKKNIFE_GROUPS;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const half = STUDENT_QUANTILE * Math.sqrt(((JACKKNIFE_GROUPS - 1) / JACKKNIFE_GROUPS) * squares);
  return Number.isNaN(half) ? null : { low: value - half, high: value + half, level: CONFIDENCE_LEVEL };
}

function withoutGroup(order: Uint32Array, group: number): Uint32Array {
  return order.filter((_, place) => place % JACKKNIFE_GROUPS !== group);
}
