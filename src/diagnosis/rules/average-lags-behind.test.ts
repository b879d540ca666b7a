import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { averageLagsBehind } from "./average-lags-behind.ts";

describe("average-lags-behind", () => {
  ruleTest(averageLagsBehind, {
    "is confirmed of an average whose FID stays a fifth above": [
      { average: steady(37, 24), own: steady(30, 24) },
      "confirmed",
    ],
    "is clear just below": [{ average: steady(35.5, 24), own: steady(30, 24) }, "clear"],
    "is clear of a better average": [{ average: steady(20, 24), own: steady(30, 24) }, "clear"],
    "is clear while the generator still learns fast": [
      { average: growing(400, 0.9, 24), own: growing(200, 0.9, 24) },
      "clear",
    ],
    "is confirmed of pixels far from the data": [
      { averageEnergy: steady(0.4, 24), ownEnergy: steady(0.01, 24) },
      "confirmed",
    ],
    "is clear of pixels as near as the generator's": [
      { averageEnergy: steady(0.025, 24), ownEnergy: steady(0.01, 24) },
      "clear",
    ],
    "closes when the average has caught up": [
      { average: [...steady(60, 20), ...steady(20, 8)], own: steady(30, 28) },
      "resolved",
    ],
    "cannot tell without an average": [{ own: steady(30, 24), ownEnergy: steady(0.01, 24) }, "cannot tell"],
    "cannot tell from NaN": [{ average: steady(Number.NaN, 24), own: steady(30, 24) }, "cannot tell"],
  });
});
