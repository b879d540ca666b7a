import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { pointsWander } from "./points-wander.ts";

describe("points-wander", () => {
  ruleTest(pointsWander, {
    "is confirmed of points that move as a whole and cover little": [
      { movement: steady(0.9, 34), coverage: steady(0.2, 34) },
      "confirmed",
    ],
    "is confirmed sooner where they had found the data": [
      {
        movement: [...steady(0.1, 10), ...steady(0.9, 8)],
        coverage: [...steady(0.9, 10), ...steady(0.2, 8)],
      },
      "confirmed",
    ],
    "is clear of points that still look for the data": [
      { movement: steady(0.9, 20), coverage: steady(0.2, 20) },
      "clear",
    ],
    "is clear of points that stay": [{ movement: steady(0.5, 34), coverage: steady(0.2, 34) }, "clear"],
    "is clear of points that cover the data": [
      { movement: steady(0.9, 34), coverage: steady(0.5, 34) },
      "clear",
    ],
    "is clear of one jump": [
      { movement: [...steady(0.1, 24), 0.9, ...steady(0.1, 10)], coverage: steady(0.2, 35) },
      "clear",
    ],
    "closes when they stay": [
      { movement: [...steady(0.9, 36), ...steady(0.1, 14)], coverage: steady(0.2, 50) },
      "resolved",
    ],
    "cannot tell of a log that is too short": [
      { movement: steady(0.9, 3), coverage: steady(0.2, 3) },
      "cannot tell",
    ],
    "cannot tell without plots": [{}, "cannot tell"],
  });
});
