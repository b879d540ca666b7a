import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { pointsLoseParts } from "./points-lose-parts.ts";

const fallingTo = (coverage: number) => [...steady(0.95, 10), ...steady(coverage, 8)];
const good = steady(0.8, 18);

describe("points-lose-parts", () => {
  ruleTest(pointsLoseParts, {
    "is confirmed of good points that cover less than before": [
      { coverage: fallingTo(0.5), precision: good },
      "confirmed",
    ],
    "is confirmed at the threshold": [{ coverage: fallingTo(0.65), precision: good }, "confirmed"],
    "is clear just above": [{ coverage: fallingTo(0.66), precision: good }, "clear"],
    "is clear of what was never covered": [{ coverage: steady(0.6, 18), precision: good }, "clear"],
    "is clear of points that are bad": [{ coverage: fallingTo(0.5), precision: steady(0.3, 18) }, "clear"],
    "closes when they come back": [
      { coverage: [...fallingTo(0.5), ...steady(0.95, 8)], precision: steady(0.8, 26) },
      "resolved",
    ],
    "cannot tell without plots": [{}, "cannot tell"],
    "cannot tell from NaN": [{ coverage: steady(Number.NaN, 18), precision: good }, "cannot tell"],
  });
});
