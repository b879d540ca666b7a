/** Two sorted samples visited together, value by value: what rank statistics are summed from. */

/** `value` is the next distinct one; the counts are how many of each side are at or below it. */
export interface MergedVisit {
  readonly value: number;
  readonly realUpTo: number;
  readonly fakeUpTo: number;
}

/** Visits each distinct value of two increasing arrays in order. O(n + m). */
export function walkMerged(real: Float64Array, fake: Float64Array, visit: (at: MergedVisit) => void): void {
  let realUpTo = 0;
  let fakeUpTo = 0;
  while (realUpTo < real.length || fakeUpTo < fake.length) {
    const nextReal = real[realUpTo] ?? Number.POSITIVE_INFINITY;
    const nextFake = fake[fakeUpTo] ?? Number.POSITIVE_INFINITY;
    const value = Math.min(nextReal, nextFake);
    while (realUpTo < real.length && (real[realUpTo] ?? 0) <= value) realUpTo++;
    while (fakeUpTo < fake.length && (fake[fakeUpTo] ?? 0) <= value) fakeUpTo++;
    visit({ value, realUpTo, fakeUpTo });
  }
}
