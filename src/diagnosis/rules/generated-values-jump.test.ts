import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { generatedValuesJump } from "./generated-values-jump.ts";

describe("generated-values-jump", () => {
  ruleTest(generatedValuesJump, {
    "is confirmed of values that jump far from the data": [
      { movement: [steady(0.8, 20)], distance: [steady(0.9, 20)] },
      "confirmed",
    ],
    "is suspected where the data's values are not logged": [{ movement: [steady(0.8, 20)] }, "suspected"],
    "is clear of values that lie near the data": [
      { movement: [steady(0.8, 20)], distance: [steady(0.3, 20)] },
      "clear",
    ],
    "is clear just below": [{ movement: [steady(0.69, 20)] }, "clear"],
    "is clear of a few single jumps": [
      { movement: [[...steady(0.1, 8), 0.9, 0.9, ...steady(0.1, 8)]] },
      "clear",
    ],
    "goes by the columns' median": [
      { movement: [steady(0.1, 20), steady(0.2, 20), steady(0.9, 20)] },
      "clear",
    ],
    "closes when they stay": [{ movement: [[...steady(0.9, 14), ...steady(0.1, 16)]] }, "resolved"],
    "cannot tell of a log that is too short": [{ movement: [steady(0.9, 5)] }, "cannot tell"],
    "cannot tell without histograms of values": [{}, "cannot tell"],
    "cannot tell from NaN": [{ movement: [steady(Number.NaN, 20)] }, "cannot tell"],
  });
});
