/** The pace is that of the last minute of the newest branch. */
import { expect, test } from "vitest";
import { viewOf } from "../../model/index.ts";
import { stepsPerSecond } from "./pace.ts";

function view(points: readonly (readonly [step: number, wallTime: number])[]) {
  return viewOf(
    {
      steps: Float64Array.from(points, ([step]) => step),
      wallTimes: Float64Array.from(points, ([, wallTime]) => wallTime),
      values: new Float64Array(points.length),
    },
    { run: "a", tag: "loss", maxBuckets: 10_000 },
  );
}

test("a steady run has its pace", () => {
  expect(stepsPerSecond(view([...Array(500).keys()].map((i) => [i * 10, i])))).toBe(10);
});

test("a slow-down shows after a minute", () => {
  const fast = [...Array(100).keys()].map((i) => [i * 10, i] as const);
  const slow = [...Array(100).keys()].map((i) => [1000 + i * 2, 100 + i] as const);
  expect(stepsPerSecond(view([...fast, ...slow]))).toBe(2);
});

test("a restart is measured from its own start", () => {
  const before = [...Array(50).keys()].map((i) => [i * 100, i] as const);
  const after = [...Array(50).keys()].map((i) => [1000 + i * 3, 5000 + i] as const);
  expect(stepsPerSecond(view([...before, ...after]))).toBe(3);
});

test("one point, or no time between points, has no pace", () => {
  expect(stepsPerSecond(view([[0, 0]]))).toBeNull();
  expect(
    stepsPerSecond(
      view([
        [0, 5],
        [1, 5],
      ]),
    ),
  ).toBeNull();
});
