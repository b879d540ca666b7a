import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { augmentationRunsAway } from "./augmentation-runs-away.ts";

describe("augmentation-runs-away", () => {
  ruleTest(augmentationRunsAway, {
    "is suspected from 0.8": [{ probability: steady(0.8, 12) }, "suspected"],
    "is confirmed from 1": [{ probability: ramp(0, 1.4, 20) }, "confirmed"],
    "is clear just below": [{ probability: steady(0.79, 12) }, "clear"],
    "closes when it comes down": [{ probability: [...steady(0.9, 12), ...steady(0.5, 6)] }, "resolved"],
    "cannot tell from NaN": [{ probability: steady(Number.NaN, 12) }, "cannot tell"],
    "cannot tell from a short log": [{ probability: steady(2, 6) }, "cannot tell"],
  });
});
