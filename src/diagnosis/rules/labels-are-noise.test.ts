import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { labelsAreNoise } from "./labels-are-noise.ts";

/** Mean outputs that go from side to side in ten probes. */
const swing = Array.from({ length: 30 }, (_, probe) => Math.sin((probe * Math.PI) / 5) / 20);

describe("labels-are-noise", () => {
  ruleTest(labelsAreNoise, {
    "fires on flat outputs whose order changes while the loss is at chance": [
      labelsAreNoise.example,
      "confirmed",
    ],
    "is clear where outputs keep their order": [{ ...labelsAreNoise.example, auc: steady(0.7, 30) }, "clear"],
    "is clear where outputs vary, as those of a discriminator that lags behind": [
      { ...labelsAreNoise.example, spread: steady(0.3, 30) },
      "clear",
    ],
    "is clear where the loss falls as outputs part: its labels are true": [
      {
        ...labelsAreNoise.example,
        loss: swing.map((gap) => 1.386 - gap / 2),
        real: swing,
        fake: steady(0, 30),
      },
      "clear",
    ],
    "is clear where it falls as much under the noise of batches": [
      {
        ...labelsAreNoise.example,
        loss: swing.map((gap, probe) => 1.386 - gap / 2 + (probe % 2 === 0 ? 0.02 : -0.02)),
        real: swing,
        fake: steady(0, 30),
      },
      "clear",
    ],
    "fires where the loss does not mind how far outputs lie apart": [
      {
        ...labelsAreNoise.example,
        loss: swing.map((_, probe) => 1.386 + (probe % 2) / 200),
        real: swing,
        fake: steady(0, 30),
      },
      "confirmed",
    ],
    "is clear where real and generated outputs are one law": [
      { ...labelsAreNoise.example, divergence: steady(0.02, 30) },
      "clear",
    ],
    "is clear where a penalty holds the outputs flat": [
      { ...labelsAreNoise.example, penalty: steady(3, 30) },
      "clear",
    ],
    "is clear on a discriminator that is hardly trained": [
      { ...labelsAreNoise.example, updates: [steady(1e-6, 30)] },
      "clear",
    ],
    "cannot tell without outputs": [{ loss: steady(1.386, 30) }, "cannot tell"],
  });
});
