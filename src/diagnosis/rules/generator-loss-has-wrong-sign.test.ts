import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest, UNKNOWN_FAMILY } from "../testing/rule-test.ts";
import { generatorLossHasWrongSign } from "./generator-loss-has-wrong-sign.ts";

describe("generator-loss-has-wrong-sign", () => {
  ruleTest(generatorLossHasWrongSign, {
    "fires when the loss rises and falls with outputs on fakes": [
      generatorLossHasWrongSign.example,
      "confirmed",
    ],
    "is clear on a loss that falls as they rise": [
      { ...generatorLossHasWrongSign.example, loss: ramp(0.1, 4.9, 30) },
      "clear",
    ],
    "is clear where high outputs mean generated": [
      { ...generatorLossHasWrongSign.example, real: ramp(-3, -8, 30) },
      "clear",
    ],
    "is clear on a loss that has little to do with outputs": [
      { ...generatorLossHasWrongSign.example, loss: Array.from({ length: 30 }, (_, probe) => probe % 4) },
      "clear",
    ],
    "cannot tell without outputs": [{ loss: steady(1, 30) }, "cannot tell"],
    "is clear while the opponent goes on erring": [
      { ...generatorLossHasWrongSign.example, opponent: steady(1.2, 30) },
      "clear",
    ],
    "fires where the opponent hardly errs": [
      { ...generatorLossHasWrongSign.example, opponent: steady(0.3, 30) },
      "confirmed",
    ],
    "is clear where outputs of unknown losses keep their distance": [
      {
        loss: Array.from({ length: 30 }, (_, probe) => Math.sin(probe / 3)),
        fake: Array.from({ length: 30 }, (_, probe) => Math.sin(probe / 3)),
        real: Array.from({ length: 30 }, (_, probe) => Math.sin(probe / 3) + 0.4),
      },
      "clear",
      UNKNOWN_FAMILY,
    ],
  });
});
