import fc from "fast-check";
import { expect, it } from "vitest";
import { smoothing } from "./smoothing.ts";

function smooth(values: readonly number[], weight: number, steps = values.map((_, i) => i)): number[] {
  return [...smoothing(weight)({ steps: Float64Array.from(steps), values: Float64Array.from(values) })];
}

const anyValue = fc.oneof(
  fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const anyValues = fc.array(anyValue, { minLength: 1, maxLength: 60 });
const anyWeight = fc.double({ noNaN: true, min: 0, max: 0.999 });

it("gives the values computed by hand from the debiased average", () => {
  const [first, second, third] = smooth([1, 2, 4], 0.5);
  expect(first).toBe(1);
  expect(second).toBeCloseTo(1.25 / 0.75, 12);
  expect(third).toBeCloseTo(2.625 / 0.875, 12);
});

it("gives TensorBoard's values for its default weight of 0.6", () => {
  const [first, second, third] = smooth([10, 4, 2], 0.6);
  expect(first).toBeCloseTo(10, 12);
  expect(second).toBeCloseTo(6.25, 12);
  expect(third).toBeCloseTo(4.081632653061225, 12);
});

it("begins anew after a value that is not finite, and leaves that value as it is", () => {
  expect(smooth([1, 3, Number.NaN, 5, 7, Number.POSITIVE_INFINITY, 2], 0.5)).toEqual([
    1,
    1.75 / 0.75,
    Number.NaN,
    5,
    4.75 / 0.75,
    Number.POSITIVE_INFINITY,
    2,
  ]);
});

it("begins anew where a restart makes steps go back", () => {
  expect(smooth([1, 3, 100, 102], 0.5, [0, 10, 5, 15])).toEqual([1, 1.75 / 0.75, 100, 76 / 0.75]);
});

it("leaves a constant series exactly as it is", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), anyWeight, (value, weight) => {
      expect(smooth([value, value, value, value], weight)).toEqual([value, value, value, value]);
    }),
  );
});

it("is the identity at weight 0", () => {
  fc.assert(
    fc.property(anyValues, (values) => {
      expect(smooth(values, 0)).toEqual(values);
    }),
  );
});

it("stays between the least and the greatest raw value, and keeps what is not finite", () => {
  fc.assert(
    fc.property(anyValues, anyWeight, (values, weight) => {
      const finite = values.filter(Number.isFinite);
      const [low, high] = [Math.min(...finite), Math.max(...finite)];
      // Rounding of a sum of up to 60 terms may pass the extremes by a few units in the last place.
      const slack = 1e-12 * Math.max(Math.abs(low), Math.abs(high), 1e-300) * values.length;
      smooth(values, weight).forEach((value, i) => {
        if (!Number.isFinite(values[i])) expect(value).toBe(values[i]);
        else expect(value >= low - slack && value <= high + slack).toBe(true);
      });
    }),
  );
});

it("does not touch its input", () => {
  const values = Float64Array.of(1, 2, 3);
  smoothing(0.9)({ steps: Float64Array.of(0, 1, 2), values });
  expect([...values]).toEqual([1, 2, 3]);
});
