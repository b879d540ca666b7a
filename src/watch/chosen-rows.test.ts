import { expect, it } from "vitest";
import { chosenRows, rowsOf } from "./chosen-rows.ts";

it("takes all where there is room, otherwise a choice that the seed decides and that is no beginning", () => {
  expect([...chosenRows(4, 9, 1)]).toEqual([0, 1, 2, 3]);
  const chosen = chosenRows(1000, 100, 7);
  expect(chosen).toHaveLength(100);
  expect(new Set(chosen).size).toBe(100);
  expect([...chosen]).toEqual([...chosen].sort((one, other) => one - other));
  expect(Math.max(...chosen)).toBeGreaterThan(900);
  expect([...chosenRows(1000, 100, 7)]).toEqual([...chosen]);
  expect([...chosenRows(1000, 100, 8)]).not.toEqual([...chosen]);
});

it("copies the chosen rows of several matrices", () => {
  const matrix = (...values: number[]) => ({
    sampleCount: values.length / 2,
    featureCount: 2,
    values: Float32Array.from(values),
  });
  const rows = rowsOf([matrix(1, 2, 3, 4), matrix(5, 6), matrix(7, 8)], Uint32Array.of(1, 3));
  expect([rows.sampleCount, ...rows.values]).toEqual([2, 3, 4, 7, 8]);
});
