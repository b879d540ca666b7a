/** How far a sum of products in single precision may be off, and the assertion that it is not further. */
import { expect } from "vitest";

/** Half the gap between 1 and the next single-precision number. */
const UNIT_ROUNDOFF = 2 ** -24;
/** One rounding for the product, one for the reference's own result. */
const EXTRA_ROUNDINGS = 2;

/**
 * Asserts |actual − expected| ≤ (terms + 2) · 2⁻²⁴ · Σ|aᵢbᵢ| element by element: the worst case of summing `terms`
 * products in any order (Higham, Accuracy and Stability, section 3.1), which no shape and no data exceeds.
 * `magnitude` is the same sum over absolute values.
 */
export function expectWithinRounding(
  actual: Float32Array,
  reference: {
    readonly expected: Float32Array;
    readonly magnitude: Float32Array;
    readonly terms: number;
  },
): void {
  const { expected, magnitude, terms } = reference;
  expect(actual.length).toBe(expected.length);
  const worst = { index: -1, excess: 0, actual: 0, expected: 0 };
  for (const [index, value] of actual.entries()) {
    // Same length, asserted above; a NaN in either makes the excess NaN, which is caught below.
    const wanted = expected[index] as number;
    const allowed = (terms + EXTRA_ROUNDINGS) * UNIT_ROUNDOFF * (magnitude[index] as number);
    const excess = Math.abs(value - wanted) - allowed;
    if (!(excess <= worst.excess)) Object.assign(worst, { index, excess, actual: value, expected: wanted });
  }
  expect(worst).toEqual({ index: -1, excess: 0, actual: 0, expected: 0 });
}
