import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest, UNKNOWN_FAMILY, WASSERSTEIN } from "../testing/rule-test.ts";
import { lossesSayDiscriminatorWon } from "./losses-say-discriminator-won.ts";

describe("losses-say-discriminator-won", () => {
  ruleTest(lossesSayDiscriminatorWon, {
    "is suspected of a loss near zero for long": [{ loss: steady(0.05, 24) }, "suspected"],
    "is clear just above the threshold": [{ loss: steady(0.1, 24) }, "clear"],
    "is clear of a loss that is low for a while": [
      { loss: [...steady(1.2, 6), ...steady(0.03, 9), ...steady(0.4, 8)] },
      "clear",
    ],
    "is clear where accuracies show errors": [
      { loss: steady(0.05, 24), accuracyReal: steady(0.9, 24) },
      "clear",
    ],
    "leaves it to the outputs where they are logged": [
      { loss: steady(0.05, 24), auc: steady(1, 24) },
      "clear",
    ],
    "cannot tell of a discriminator that has not begun": [{ loss: steady(0, 24) }, "cannot tell"],
    "cannot tell of a critic, whose loss has no level": [
      { loss: steady(0.05, 24) },
      "cannot tell",
      WASSERSTEIN,
    ],
    "cannot tell of an unknown loss": [{ loss: steady(0.05, 24) }, "cannot tell", UNKNOWN_FAMILY],
    "cannot tell from NaN": [{ loss: steady(Number.NaN, 24) }, "cannot tell"],
    "is clear while outputs are in doubt": [
      { loss: steady(0.05, 30), outputReal: steady(0.8, 30), outputFake: steady(0.1, 30) },
      "clear",
    ],
    "is suspected of outputs that are certain": [
      { loss: steady(0.05, 30), outputReal: steady(0.98, 30), outputFake: steady(0.02, 30) },
      "suspected",
    ],
    "is suspected of a low loss beside outputs that leave little doubt": [
      { loss: steady(0.2, 30), outputReal: steady(0.95, 30), outputFake: steady(0.05, 30) },
      "suspected",
    ],
    "is clear of the same loss beside outputs that leave more": [
      { loss: steady(0.2, 30), outputReal: steady(0.9, 30), outputFake: steady(0.1, 30) },
      "clear",
    ],
  });
});
