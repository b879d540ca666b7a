import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest, UNKNOWN_FAMILY, WASSERSTEIN } from "../testing/rule-test.ts";
import { discriminatorLossVanishes } from "./discriminator-loss-vanishes.ts";

describe("discriminator-loss-vanishes", () => {
  ruleTest(discriminatorLossVanishes, {
    "suspects a loss of next to nothing after six windows": [
      { loss: [...steady(1.3, 8), ...steady(0.08, 6)] },
      "suspected",
    ],
    "is clear one window short": [{ loss: [...steady(1.3, 8), ...steady(0.08, 5)] }, "clear"],
    "is clear just above the threshold": [{ loss: [...steady(1.3, 8), ...steady(0.09, 12)] }, "clear"],
    "is clear where accuracies show errors": [
      { loss: steady(0.01, 20), accuracyReal: steady(0.9, 20) },
      "clear",
    ],
    "is clear while outputs are in doubt": [
      { loss: steady(0.01, 20), outputReal: steady(0.8, 20), outputFake: steady(0.1, 20) },
      "clear",
    ],
    "is clear where outputs overlap": [{ loss: steady(0.01, 20), auc: steady(0.85, 20) }, "clear"],
    "suspects it although one of few samples lies on the wrong side of outputs in order": [
      { loss: steady(0.01, 20), auc: steady(0.99, 20), accuracyReal: steady(0.96, 20) },
      "suspected",
    ],
    "suspects it beside a few probes of outputs that do not": [
      { loss: steady(0.05, 30), auc: steady(1, 5) },
      "suspected",
    ],
    "suspects a hinge that no sample reaches, whatever the family": [
      { loss: steady(0, 60), generator: steady(-2, 60) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "cannot tell of a discriminator that has not begun": [{ loss: steady(0, 60) }, "cannot tell"],
    "holds an unknown loss against its start where the generator's has risen": [
      { loss: growing(1.2, 0.7, 26), generator: growing(0.6, 1.1, 26) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "cannot tell of an unknown loss that falls by itself": [
      { loss: growing(50, 0.7, 26), generator: steady(0.7, 26) },
      "cannot tell",
      UNKNOWN_FAMILY,
    ],
    "is sure of a loss that has been a hundredth of its level for long beside perfect outputs": [
      { loss: [...steady(1.2, 10), ...steady(0.01, 12)], auc: steady(1, 22) },
      "confirmed",
    ],
    "only suspects it for a shorter time": [
      { loss: [...steady(1.2, 10), ...steady(0.01, 11)], auc: steady(1, 21) },
      "suspected",
    ],
    "only suspects it where pixels have come near": [
      { loss: [...steady(1.2, 10), ...steady(0.01, 12)], auc: steady(1, 22), energy: steady(0.01, 22) },
      "suspected",
    ],
    "is as sure of a level that the start shows, and of means without a doubt": [
      {
        loss: [...steady(1.2, 10), ...steady(0.01, 12)],
        generator: [...steady(0.7, 10), ...steady(5, 12)],
        outputReal: [...steady(0.6, 10), ...steady(1, 12)],
        outputFake: [...steady(0.4, 10), ...steady(0, 12)],
      },
      "confirmed",
      UNKNOWN_FAMILY,
    ],
    "cannot tell of a critic": [{ loss: steady(0.01, 20) }, "cannot tell", WASSERSTEIN],
    "cannot tell from NaN": [{ loss: steady(Number.NaN, 20) }, "cannot tell"],
    "suspects outputs without a doubt where the loss has no known level": [
      { loss: steady(0.3, 20), outputReal: steady(0.998, 20), outputFake: steady(0.003, 20) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "suspects accuracies without an error beside a loss that smoothed labels keep up": [
      { loss: steady(0.33, 20), accuracyReal: steady(0.999, 20), accuracyFake: steady(1, 20) },
      "suspected",
    ],
    "is clear of accuracies without an error where the loss knows doubt": [
      { loss: steady(0.6, 20), accuracyReal: steady(0.999, 20), accuracyFake: steady(1, 20) },
      "clear",
    ],
    "knows the level of a loss whose generated side is the generator's, turned round": [
      { loss: growing(0.5, 0.7, 20), generator: growing(-0.25, 0.7, 20) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
  });
});
