/** Arrow keys go from one logged step to the next. */
import { expect, test } from "vitest";
import { stepAway } from "./step-away.ts";

const steps = [0, 500, 1000, 1500];
const range = { from: 0, to: 1620 };

test.each([
  [500, 1, 1000],
  [500, -1, 0],
  [700, 1, 1000],
  [700, -1, 500],
  [null, -1, 1500],
  [0, -1, 0],
  [1500, 10, 1500],
  [0, 2, 1000],
])("from step %s by %d goes to %d", (from, by, to) => {
  expect(stepAway(steps, from, by, range)).toBe(to);
});

test("without logged steps it moves by a two-hundredth of what is visible", () => {
  expect(stepAway([], 1000, 1, { from: 0, to: 2000 })).toBe(1010);
  expect(stepAway([], null, 5, { from: 0, to: 2000 })).toBe(2000);
});
