import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { pointsCoverLittle } from "./points-cover-little.ts";

describe("points-cover-little", () => {
  ruleTest(pointsCoverLittle, {
    "is confirmed where the data was covered before": [
      { coverage: [...steady(0.9, 10), ...steady(0.1, 6)] },
      "confirmed",
    ],
    "is confirmed at the threshold": [{ coverage: [...steady(0.9, 10), ...steady(0.35, 6)] }, "confirmed"],
    "is clear just above": [{ coverage: [...steady(0.9, 10), ...steady(0.36, 6)] }, "clear"],
    "is only suspected of a short run that never covered it": [{ coverage: steady(0.1, 14) }, "suspected"],
    "is confirmed of a long run that never covered it": [{ coverage: steady(0.1, 34) }, "confirmed"],
    "is clear of a slow run that still comes nearer": [{ coverage: ramp(0.02, 0.7, 40) }, "clear"],
    "closes when the data is covered again": [
      { coverage: [...steady(0.9, 10), ...steady(0.1, 8), ...steady(0.9, 8)] },
      "resolved",
    ],
    "cannot tell without plots": [{}, "cannot tell"],
    "cannot tell from NaN": [{ coverage: steady(Number.NaN, 20) }, "cannot tell"],
  });
});
