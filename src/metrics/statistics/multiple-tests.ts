/** p-values of many tests at once, adjusted so that false alarms stay a known share of all alarms. */

/**
 * p-values adjusted by Benjamini and Hochberg: rejecting those ≤ q keeps the false discovery rate at q,
 * for independent or positively dependent tests.
 *
 * Answers in the order given, each in [p, 1]. NaN (a test that could not be made) stays NaN and does not count.
 * Cost: O(n log n). Source: Benjamini & Hochberg 1995. Agrees with `scipy.stats.false_discovery_control`.
 * @example
 * benjaminiHochberg([0.01, 0.04, 0.03]); // => [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  return adjusted(pValues, () => 1);
}

/**
 * p-values adjusted by Benjamini and Yekutieli: as `benjaminiHochberg`, but under any dependence,
 * such as that between the layers of one network.
 *
 * Answers in the order given, each in [p, 1]. NaN stays NaN and does not count. Cost: O(n log n).
 * Source: Benjamini & Yekutieli 2001. Agrees with `scipy.stats.false_discovery_control(method="by")`.
 * @example
 * benjaminiYekutieli([0.01, 0.04, 0.03]); // => [0.055, 0.073333, 0.073333]
 */
export function benjaminiYekutieli(pValues: ArrayLike<number>): Float64Array {
  return adjusted(pValues, harmonic);
}

function adjusted(pValues: ArrayLike<number>, penalty: (testCount: number) => number): Float64Array {
  const out = new Float64Array(pValues.length).fill(Number.NaN);
  const decreasing = Array.from(pValues, (pValue, place) => ({ pValue, place }))
    .filter(({ pValue }) => !Number.isNaN(pValue))
    .sort((a, b) => b.pValue - a.pValue);
  const testCount = decreasing.length;
  const factor = testCount * penalty(testCount);
  let smallest = 1;
  decreasing.forEach(({ pValue, place }, index) => {
    smallest = Math.min(smallest, (pValue * factor) / (testCount - index));
    out[place] = smallest;
  });
  return out;
}

function harmonic(count: number): number {
  let sum = 0;
  for (let index = 1; index <= count; index++) sum += 1 / index;
  return sum;
}
