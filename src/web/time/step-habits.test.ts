import { expect, it } from "vitest";
import type { TagSummary } from "../../api/index.ts";
import { viewOf } from "../../model/index.ts";
import { onlyStep, stepHabits } from "./step-habits.ts";

function habits(steps: readonly number[], maxBuckets = 1000) {
  const points = {
    steps: Float64Array.from(steps),
    wallTimes: new Float64Array(steps.length),
    values: new Float64Array(steps.length),
  };
  return stepHabits(viewOf(points, { run: "r", tag: "t", maxBuckets }));
}

function scalar(points: number, firstStep: number, lastStep: number): TagSummary {
  const known = { tag: "t", kind: "scalar", plugin: "scalars", displayName: "", description: "" } as const;
  const role = { role: "other", layer: "", roleConfidence: 0, roleReason: "" } as const;
  return { ...known, ...role, points, firstStep, lastStep, nonFinite: 0 };
}

it("finds nothing to say of steps that grow", () => {
  expect(habits([0, 5, 10])).toEqual({ restartSteps: [], repeatedPoints: 0, isExact: true });
});

it("lists each step from which the log begins again", () => {
  expect(habits([0, 1, 2, 0, 1, 1, 0])).toEqual({ restartSteps: [0, 0], repeatedPoints: 1, isExact: true });
});

it("counts at least the repetitions that a bucket cannot have room for", () => {
  expect(habits([0, 0, 0, 0, 8, 9], 2)).toEqual({ restartSteps: [], repeatedPoints: 3, isExact: false });
});

it("names the step at which a whole log stands still", () => {
  expect(onlyStep([scalar(50, 0, 0), scalar(3, 0, 0)])).toBe(0);
  expect(onlyStep([scalar(50, 0, 0), scalar(3, 0, 2)])).toBe(null);
  expect(onlyStep([scalar(1, 7, 7)])).toBe(null);
});
