/** A film strip shows all of time in few pictures, and does not jump while a run grows. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { columnAtStep, newestBranch, pickFilmColumns } from "./film-columns.ts";

const everything = { from: 0, to: Number.POSITIVE_INFINITY };
const regular = (count: number) => newestBranch([...Array(count).keys()].map((i) => i * 100));
const stepsOf = (columns: readonly { readonly step: number }[]) => columns.map(({ step }) => step);

test("what fits is shown whole", () => {
  expect(stepsOf(pickFilmColumns(regular(4), everything, 10))).toEqual([0, 100, 200, 300]);
});

test("of too many, multiples of a power of two and the last are shown", () => {
  expect(stepsOf(pickFilmColumns(regular(11), everything, 4))).toEqual([0, 400, 800, 1000]);
});

test("one more entry moves no other column", () => {
  const before = stepsOf(pickFilmColumns(regular(10), everything, 6)).slice(0, -1);
  expect(stepsOf(pickFilmColumns(regular(11), everything, 6))).toEqual([...before, 1000]);
});

test("only the visible range is shown", () => {
  expect(stepsOf(pickFilmColumns(regular(11), { from: 250, to: 600 }, 10))).toEqual([300, 400, 500, 600]);
});

test("after a restart the steps logged again are those of the newest branch", () => {
  expect(newestBranch([0, 100, 200, 300, 100, 200])).toEqual([
    { step: 0, entry: 0 },
    { step: 100, entry: 4 },
    { step: 200, entry: 5 },
  ]);
});

test("steps increase, the count is kept and the newest visible entry is always there", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(500), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 20 }),
      (steps, count) => {
        const columns = newestBranch(steps);
        const picked = pickFilmColumns(columns, everything, count);
        expect(picked.length).toBeGreaterThan(0);
        expect(picked.length).toBeLessThanOrEqual(count);
        expect(picked.at(-1)).toEqual(columns.at(-1));
        expect(stepsOf(picked)).toEqual(stepsOf(picked).toSorted((a, b) => a - b));
      },
    ),
    { seed: 3 },
  );
});

test("at a step stands what was logged last by then, and before the first the first", () => {
  const columns = newestBranch([100, 200, 300]);
  expect(columnAtStep(columns, 250)?.step).toBe(200);
  expect(columnAtStep(columns, 200)?.step).toBe(200);
  expect(columnAtStep(columns, 5)?.step).toBe(100);
  expect(columnAtStep([], 5)).toBeNull();
});
