import { expect, it } from "vitest";
import { branchOf, evenly } from "./projected-steps.ts";

it("takes the newest of steps that were logged again", () => {
  expect(branchOf([0, 10, 20, 10, 15])).toEqual([
    { step: 0, entry: 0 },
    { step: 10, entry: 3 },
    { step: 15, entry: 4 },
  ]);
});

it("picks evenly, ends included, and leaves few as they are", () => {
  expect(evenly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 3, 6, 9]);
  expect(evenly([0, 1], 4)).toEqual([0, 1]);
});
