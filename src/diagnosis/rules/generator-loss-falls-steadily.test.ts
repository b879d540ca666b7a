import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest, UNKNOWN_FAMILY, WASSERSTEIN } from "../testing/rule-test.ts";
import { generatorLossFallsSteadily } from "./generator-loss-falls-steadily.ts";

describe("generator-loss-falls-steadily", () => {
  ruleTest(generatorLossFallsSteadily, {
    "is suspected of a loss that falls and falls": [{ loss: ramp(0.7, 0.02, 24) }, "suspected"],
    "is clear of one that stays near chance": [{ loss: steady(0.65, 24) }, "clear"],
    "is clear just above the threshold": [{ loss: steady(0.28, 24) }, "clear"],
    "suspects it on of one that has reached the ground while the other loses badly": [
      {
        loss: [...ramp(0.7, 0.01, 12), ...steady(0.01, 24)],
        opponent: [...ramp(1.4, 14, 12), ...steady(16, 24)],
      },
      "suspected",
    ],
    "suspects it of one that settles low while the other stays well above chance": [
      { loss: [0.68, ...steady(0.2, 23)], opponent: [1.4, ...steady(2.3, 23)] },
      "suspected",
    ],
    "is over where the other has come back": [
      {
        loss: [...ramp(0.7, 0.01, 12), ...steady(0.01, 24)],
        opponent: [...ramp(1.4, 14, 12), ...steady(1.4, 24)],
      },
      "resolved",
    ],
    "suspects it where every sample passes for real and the other loses by it, however little": [
      {
        loss: [...steady(0.7, 10), ...steady(0.48, 14)],
        opponent: [...steady(1.36, 10), ...steady(1.64, 14)],
        accuracyFake: [...steady(0.5, 10), ...steady(0, 14)],
      },
      "suspected",
    ],
    "is clear where every sample passes at no cost": [
      { loss: steady(0.6, 24), opponent: steady(1.39, 24), accuracyFake: steady(0, 24) },
      "clear",
    ],
    "is clear where the discriminator still sees fakes": [
      { loss: ramp(0.7, 0.02, 24), accuracyFake: steady(0.5, 24) },
      "clear",
    ],
    "cannot tell of a critic's opponent": [{ loss: ramp(0.7, 0.02, 24) }, "cannot tell", WASSERSTEIN],
    "cannot tell from NaN": [{ loss: steady(Number.NaN, 24) }, "cannot tell"],
    "cannot tell from a short log": [{ loss: ramp(0.7, 0.02, 6) }, "cannot tell"],
    "holds a loss of unknown family against its start where the discriminator's has risen": [
      { loss: ramp(0.9, 0.03, 24), opponent: ramp(0.9, 3.9, 24) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "cannot tell of an unknown loss that falls by itself": [
      { loss: ramp(0.9, 0.03, 24), opponent: steady(0.9, 24) },
      "cannot tell",
      UNKNOWN_FAMILY,
    ],
  });
});
