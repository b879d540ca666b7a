import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { generatorClimbsItsLoss } from "./generator-climbs-its-loss.ts";

describe("generator-climbs-its-loss", () => {
  ruleTest(generatorClimbsItsLoss, {
    "suspects it where loss and spread of outputs run away": [generatorClimbsItsLoss.example, "suspected"],
    "fires when samples run away, too": [
      { ...generatorClimbsItsLoss.example, diversity: ramp(1, 60, 30) },
      "confirmed",
    ],
    "is clear where samples stay among the data": [
      { ...generatorClimbsItsLoss.example, diversity: steady(0.9, 30) },
      "clear",
    ],
    "is clear on a high loss that has settled": [
      { ...generatorClimbsItsLoss.example, loss: steady(40, 30) },
      "clear",
    ],
    "is clear on a generator that gets no gradient": [
      { ...generatorClimbsItsLoss.example, gradient: [...steady(1, 8), ...steady(0.05, 22)] },
      "clear",
    ],
    "cannot tell from the loss alone": [{ loss: ramp(0.7, 60, 30) }, "cannot tell"],
  });
});
