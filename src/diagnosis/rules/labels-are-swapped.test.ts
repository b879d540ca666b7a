import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest, WASSERSTEIN } from "../testing/rule-test.ts";
import { labelsAreSwapped } from "./labels-are-swapped.ts";

describe("labels-are-swapped", () => {
  ruleTest(labelsAreSwapped, {
    "is confirmed when the order is inverted": [
      { loss: [...steady(1.4, 4), ...steady(2.1, 16)], auc: steady(0.3, 20) },
      "confirmed",
    ],
    "is confirmed when both sides are mostly wrong": [
      {
        loss: [...steady(1.4, 4), ...steady(2.1, 16)],
        accuracyReal: steady(0.3, 20),
        accuracyFake: steady(0.3, 20),
      },
      "confirmed",
    ],
    "is suspected of a loss that has risen, by itself": [
      { loss: [...steady(1.4, 4), ...steady(2.1, 16)] },
      "suspected",
    ],
    "is clear of a loss that has always been as high: another level is thought of": [
      { loss: [1.9, ...steady(2.1, 19)] },
      "clear",
    ],
    "is clear of such a loss whatever outputs say, which may be read the wrong way round": [
      { loss: steady(2.1, 20), auc: steady(0.3, 20) },
      "clear",
    ],
    "is clear of a loss that falls from far above its chance level": [
      { loss: Array.from({ length: 20 }, (_, probe) => 4 - probe / 12) },
      "clear",
    ],
    "is clear just below the threshold": [{ loss: steady(2.05, 20), auc: steady(0.1, 20) }, "clear"],
    "is clear where outputs are ordered well": [{ loss: steady(3, 20), auc: steady(0.8, 20) }, "clear"],
    "is clear of four odd windows": [
      { loss: [...steady(1.2, 10), ...steady(3, 4), ...steady(1.2, 6)] },
      "clear",
    ],
    "is suspected of a critic whose loss stays above 0": [
      { loss: [...steady(-0.6, 12), ...steady(0.2, 18)] },
      "suspected",
      WASSERSTEIN,
    ],
    "is clear of a critic whose loss is all penalty": [
      { loss: [...steady(-0.6, 12), ...steady(0.2, 18)], penalty: steady(0.2, 30) },
      "clear",
      WASSERSTEIN,
    ],
    "is clear of a critic that ranks samples rightly": [
      { loss: [...steady(-0.6, 12), ...steady(0.2, 18)], auc: steady(0.6, 30) },
      "clear",
      WASSERSTEIN,
    ],
    "cannot tell of a critic that has hardly begun": [{ loss: steady(5, 12) }, "cannot tell", WASSERSTEIN],
    "cannot tell from NaN": [{ loss: steady(Number.NaN, 20) }, "cannot tell"],
  });
});
