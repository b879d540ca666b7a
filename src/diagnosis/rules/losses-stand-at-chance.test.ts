import { describe } from "vitest";
import { cycling, steady } from "../example.ts";
import { LOGISTIC, ruleTest, UNKNOWN_FAMILY, WASSERSTEIN } from "../testing/rule-test.ts";
import { lossesStandAtChance } from "./losses-stand-at-chance.ts";

describe("losses-stand-at-chance", () => {
  ruleTest(lossesStandAtChance, {
    "suspects a loss that lies at chance from the start": [{ loss: steady(1.386, 24) }, "suspected"],
    "is clear just outside the band": [{ loss: steady(1.42, 24) }, "clear"],
    "is clear once the loss was below chance": [
      { loss: [...steady(1.375, 4), ...steady(1.386, 20)] },
      "clear",
    ],
    "is clear of a loss that moves around chance": [
      { loss: cycling({ level: 1.4, height: 0.015, period: 5 }, 24) },
      "clear",
    ],
    "suspects a generator's loss that never leaves ln 2, whatever is added to the other's": [
      { loss: steady(1.5, 24), generator: steady(0.692, 24) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "is clear of a generator's loss that moves": [
      { loss: steady(1.5, 24), generator: cycling({ level: 0.72, height: 0.02, period: 5 }, 24) },
      "clear",
    ],
    "leaves it to samples and penalties where they are logged": [
      { loss: steady(1.386, 24), diversity: steady(0.9, 24), penalty: steady(0.1, 24) },
      "clear",
    ],
    "cannot tell of a critic": [
      { loss: steady(-0.4, 24) },
      "cannot tell",
      { ...WASSERSTEIN, chanceLevel: { generator: null, discriminator: null } },
    ],
    "is no failure where chance is the goal": [
      { loss: steady(1.386, 24) },
      "cannot tell",
      { ...LOGISTIC, kind: "domain-adversarial" },
    ],
    "cannot tell from NaN": [{ loss: steady(Number.NaN, 24) }, "cannot tell"],
  });
});
