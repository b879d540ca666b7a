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
    "suspects it in a few windows of a loss that soars while the other falls to nothing": [
      { loss: [0.7, 6.8, 11, 18, 36, 51, 79], opponent: [1.4, 0.2, 0.06, 0.027, 0.015, 0.009, 0.006] },
      "suspected",
    ],
    "cannot tell from a high loss that rises ever more slowly": [
      { loss: [0.7, 8, 12, 14, 15, 15.5, 15.8, 16], opponent: [1.4, ...steady(0.001, 7)] },
      "cannot tell",
    ],
    "cannot tell where the other loss breaks down with it": [
      { loss: [0.7, 6.8, 11, 18, 36, 51, 79], opponent: [1.4, 0.2, ...steady(0.12, 5)] },
      "cannot tell",
    ],
    "fires within a few probes of samples that run away": [
      {
        loss: [0.7, 6.8, 11, 18, 36, 51, 79],
        diversity: [1, 3, 6, 10, 15, 21, 28],
      },
      "confirmed",
    ],
  });
});
