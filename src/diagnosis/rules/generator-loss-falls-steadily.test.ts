import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest, WASSERSTEIN } from "../testing/rule-test.ts";
import { generatorLossFallsSteadily } from "./generator-loss-falls-steadily.ts";

describe("generator-loss-falls-steadily", () => {
  ruleTest(generatorLossFallsSteadily, {
    "is suspected of a loss that falls and falls": [{ loss: ramp(0.7, 0.02, 24) }, "suspected"],
    "is clear of one that stays near chance": [{ loss: steady(0.65, 24) }, "clear"],
    "is clear just above the threshold": [{ loss: steady(0.28, 24) }, "clear"],
    "is clear where the discriminator still sees fakes": [
      { loss: ramp(0.7, 0.02, 24), accuracyFake: steady(0.5, 24) },
      "clear",
    ],
    "cannot tell of a critic's opponent": [{ loss: ramp(0.7, 0.02, 24) }, "cannot tell", WASSERSTEIN],
    "cannot tell from NaN": [{ loss: steady(Number.NaN, 24) }, "cannot tell"],
    "cannot tell from a short log": [{ loss: ramp(0.7, 0.02, 6) }, "cannot tell"],
  });
});
