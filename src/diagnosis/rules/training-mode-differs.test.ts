import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { trainingModeDiffers } from "./training-mode-differs.ts";

describe("training-mode-differs", () => {
  ruleTest(trainingModeDiffers, {
    "is confirmed of samples that training mode changes": [{ effect: steady(0.6, 20) }, "confirmed"],
    "is clear just below the threshold": [{ effect: steady(0.34, 20) }, "clear"],
    "is clear of a difference only at the start": [
      { effect: [...steady(2, 4), ...steady(0.1, 20)] },
      "clear",
    ],
    "closes when the difference is gone": [{ effect: [...steady(0.6, 14), ...steady(0.1, 8)] }, "resolved"],
    "cannot tell from a short log": [{ effect: steady(0.6, 4) }, "cannot tell"],
    "cannot tell from NaN": [{ effect: steady(Number.NaN, 20) }, "cannot tell"],
    "judges across a gap": [{ effect: [...steady(0.6, 9), null, null, ...steady(0.6, 6)] }, "confirmed"],
  });
});
