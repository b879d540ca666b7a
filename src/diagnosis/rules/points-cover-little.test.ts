import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { pointsCoverLittle } from "./points-cover-little.ts";

/** Few points, of the area that they cover. */
const of = (coverage: readonly number[], area = coverage) => ({ coverage, area });

describe("points-cover-little", () => {
  ruleTest(pointsCoverLittle, {
    "is confirmed where the data was covered before": [
      of([...steady(0.9, 10), ...steady(0.1, 6)]),
      "confirmed",
    ],
    "is confirmed at the threshold": [of([...steady(0.9, 10), ...steady(0.35, 6)]), "confirmed"],
    "is clear just above": [of([...steady(0.9, 10), ...steady(0.36, 6)]), "clear"],
    "is only suspected of a short run that never covered it": [of(steady(0.1, 14)), "suspected"],
    "is confirmed of a long run that never covered it": [of(steady(0.1, 34)), "confirmed"],
    "is clear of a slow run that still comes nearer": [of(ramp(0.02, 0.7, 40)), "clear"],
    "is clear of points that lie everywhere": [
      of([...steady(0.9, 10), ...steady(0.3, 6)], steady(1, 16)),
      "clear",
    ],
    "closes when the data is covered again": [
      of([...steady(0.9, 10), ...steady(0.1, 8), ...steady(0.9, 8)]),
      "resolved",
    ],
    "cannot tell without plots": [{}, "cannot tell"],
    "cannot tell from NaN": [of(steady(Number.NaN, 20), steady(1, 20)), "cannot tell"],
  });
});
