import { expect, it } from "vitest";
import { type Axis, viewOf } from "../../model/index.ts";
import { placeInOther, translatedPlaces } from "./axis-translation.ts";

/** Points ten steps and two seconds apart; at point 3 the run begins again at step 10. */
const STEPS = Float64Array.of(0, 10, 20, 10, 20, 30);
const TIMES = STEPS.map((_, i) => 1000 + 2 * i);

function on(axis: Axis, maxBuckets = 100) {
  const points = { steps: STEPS, wallTimes: TIMES, values: STEPS };
  return viewOf(points, { run: "r", tag: "t", axis, originSeconds: 1000, maxBuckets });
}

it("finds a step by arrival, elapsed time and clock, in the branch that holds", () => {
  expect(placeInOther(20, on("step"), on("index"))).toBe(4);
  expect(placeInOther(20, on("step"), on("relative"))).toBe(8000);
  expect(placeInOther(20, on("step"), on("wall"))).toBe(1_008_000);
});

it("finds the step of a place on another axis, also in the branch that was superseded", () => {
  expect(placeInOther(4, on("index"), on("step"))).toBe(20);
  expect(placeInOther(1, on("index"), on("step"))).toBe(10);
  expect(placeInOther(10_000, on("relative"), on("step"))).toBe(30);
});

it("comes back to where it was", () => {
  for (const axis of ["index", "relative", "wall"] as const) {
    const there = placeInOther(30, on("step"), on(axis)) ?? Number.NaN;
    expect(placeInOther(there, on(axis), on("step"))).toBe(30);
  }
});

it("goes as far into a bucket as the place is, and no farther than the ends", () => {
  expect(placeInOther(1, on("index", 2), on("relative"))).toBe(2000);
  expect(placeInOther(-5, on("index"), on("step"))).toBe(0);
  expect(placeInOther(99, on("index"), on("step"))).toBe(30);
});

it("finds nothing without points or times", () => {
  const empty = { ...on("step"), segments: [] };
  expect(placeInOther(1, empty, on("index"))).toBe(null);
  expect(placeInOther(1, on("step"), empty)).toBe(null);
  const untimed = viewOf(
    { steps: STEPS, wallTimes: STEPS.map(() => Number.NaN), values: STEPS },
    { run: "r", tag: "t", maxBuckets: 9 },
  );
  expect(placeInOther(1, untimed, on("index"))).toBe(null);
});

const tenfold = (place: number) => 10 * place;

it("takes cursor and range along, and leaves free what was free", () => {
  expect(translatedPlaces({ step: 7.04, range: { from: 1, to: 9 } }, tenfold)).toEqual({
    step: 70,
    range: { from: 10, to: 90 },
  });
  expect(translatedPlaces({ step: null, range: null }, tenfold)).toEqual({ step: null, range: null });
});

it("lets go of what has no place on the new axis, and of a range that is nothing there", () => {
  expect(translatedPlaces({ step: 7, range: { from: 1, to: 9 } }, () => null)).toEqual({
    step: null,
    range: null,
  });
  expect(translatedPlaces({ step: 7, range: { from: 1, to: 9 } }, () => 5)).toEqual({ step: 5, range: null });
});
