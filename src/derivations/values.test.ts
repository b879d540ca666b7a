import { expect, it } from "vitest";
import { catalogued, deriveFromValues } from "./index.ts";

/** One bin of width 0.2 around each value. */
function around(...middles: readonly number[]) {
  return {
    lefts: Float64Array.from(middles, (middle) => middle - 0.1),
    rights: Float64Array.from(middles, (middle) => middle + 0.1),
    counts: Float64Array.from(middles, () => 8),
  };
}

const named = (values: ReturnType<typeof deriveFromValues>) =>
  Object.fromEntries(values.map(({ metric, estimate }) => [metric, estimate.value]));

const REAL = around(-3, -2, -1, 0, 1, 2, 3);

it("holds generated values against the data's: width, distance and occupied quantiles", () => {
  const derived = named(deriveFromValues({ column: "x" }, { fake: around(1), real: REAL, before: null }));
  // √(Σ middle² / 7 + 0.2² / 12)
  const spread = Math.sqrt(4 + 0.04 / 12);
  expect(derived["values/spread/x"]).toBeCloseTo(Math.sqrt(0.04 / 12), 12);
  expect(derived["values/spread-ratio/x"]).toBeCloseTo(Math.sqrt(0.04 / 12) / spread, 12);
  // (4 + 3 + 2 + 1 + 0 + 1 + 2) / 7, less what the bins hide
  expect(derived["values/distance/x"]).toBeCloseTo(13 / 7 / spread, 1);
  expect(derived["values/occupancy/x"]).toBeLessThan(0.3);
});

it("says nothing of what is not logged", () => {
  const derived = named(deriveFromValues({ column: "x" }, { fake: around(0, 1), real: null, before: null }));
  expect(Object.keys(derived)).toEqual(["values/spread/x"]);
});

it("measures how far all values have gone since the moment before, beside their own width", () => {
  const movement = (before: number, now: number) =>
    named(deriveFromValues({ column: "x" }, { fake: around(now), real: null, before: around(before) }))[
      "values/movement/x"
    ];
  expect(movement(2, 2)).toBe(0);
  const width = Math.sqrt(0.04 / 12);
  expect(movement(2, 3)).toBeCloseTo(1 / (1 + width), 6);
});

it("is told in words, by column", () => {
  expect(catalogued("values/movement/fake_points")).toMatchObject({
    name: "Movement of generated values in fake_points",
    unit: "share",
  });
});
