import { describe } from "vitest";
import { cycling, ramp, steady } from "../example.ts";
import { ruleTest, UNKNOWN_FAMILY, WASSERSTEIN } from "../testing/rule-test.ts";
import { generatorLossRisesOn } from "./generator-loss-rises-on.ts";

const OPPONENT = steady(0.2, 30);

describe("generator-loss-rises-on", () => {
  ruleTest(generatorLossRisesOn, {
    "suspects a high loss that goes on to new heights, of whatever family": [
      { loss: ramp(2.5, 7, 30), opponent: OPPONENT },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "is clear of a loss that rises and is not high": [
      { loss: ramp(0.7, 2, 30), opponent: OPPONENT },
      "clear",
    ],
    "is clear of a high loss that has settled": [
      { loss: cycling({ level: 5, height: 0.5, period: 7 }, 30), opponent: OPPONENT },
      "clear",
    ],
    "is clear of one that rises by fits and starts": [
      { loss: Array.from({ length: 30 }, (_, at) => 3 + at / 10 + (at % 3)), opponent: OPPONENT },
      "clear",
    ],
    "cannot tell of a critic's opponent, whose loss drifts": [
      { loss: ramp(2.5, 7, 30), opponent: OPPONENT },
      "cannot tell",
      WASSERSTEIN,
    ],
    "cannot tell of a loss that was below 0": [
      { loss: ramp(-2, 7, 30), opponent: OPPONENT },
      "cannot tell",
      UNKNOWN_FAMILY,
    ],
    "cannot tell from a short log": [{ loss: ramp(2.5, 7, 20), opponent: OPPONENT }, "cannot tell"],
    "cannot tell from NaN": [{ loss: steady(Number.NaN, 30), opponent: OPPONENT }, "cannot tell"],
  });
});
