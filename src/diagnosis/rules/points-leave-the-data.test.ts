import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { pointsLeaveTheData } from "./points-leave-the-data.ts";

describe("points-leave-the-data", () => {
  ruleTest(pointsLeaveTheData, {
    "is confirmed of points that lay near the data": [
      { precision: [...steady(0.7, 10), ...steady(0.3, 6)] },
      "confirmed",
    ],
    "is clear of a little less": [{ precision: [...steady(0.7, 10), ...steady(0.5, 6)] }, "clear"],
    "is clear of points that were never near": [
      { precision: [...steady(0.35, 10), ...steady(0.1, 6)] },
      "clear",
    ],
    "is clear of points that come nearer": [{ precision: ramp(0.1, 0.9, 30) }, "clear"],
    "closes when they come back": [
      { precision: [...steady(0.7, 10), ...steady(0.3, 6), ...steady(0.7, 8)] },
      "resolved",
    ],
    "cannot tell without plots": [{}, "cannot tell"],
    "cannot tell from NaN": [{ precision: steady(Number.NaN, 20) }, "cannot tell"],
  });
});
