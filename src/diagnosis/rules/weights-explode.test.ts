import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { weightsExplode } from "./weights-explode.ts";

describe("weights-explode", () => {
  ruleTest(weightsExplode, {
    "is confirmed of weights a hundred times as large": [
      { generator: [[...steady(0.2, 10), ...steady(20, 6)]] },
      "confirmed",
    ],
    "is suspected of weights ten times as large": [
      { discriminator: [[...steady(0.2, 10), ...steady(2, 6)]] },
      "suspected",
    ],
    "is clear just below": [{ generator: [[...steady(0.2, 10), ...steady(1.9, 6)]] }, "clear"],
    "is clear of biases that begin at 0": [{ generator: [[...steady(0, 10), ...steady(0.9, 6)]] }, "clear"],
    "sees the worst layer": [
      { generator: [steady(0.2, 16), [...steady(0.2, 10), ...steady(400, 6)]] },
      "confirmed",
    ],
    "closes when they are small again": [
      { generator: [[...steady(0.2, 10), ...steady(50, 5), ...steady(0.2, 8)]] },
      "resolved",
    ],
    "cannot tell without histograms of weights": [{}, "cannot tell"],
    "cannot tell from NaN": [{ generator: [steady(Number.NaN, 16)] }, "cannot tell"],
  });
});
