import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { learningRatesUnbalanced } from "./learning-rates-unbalanced.ts";

describe("learning-rates-unbalanced", () => {
  ruleTest(learningRatesUnbalanced, {
    "is suspected with a consequence": [
      { discriminator: [steady(1e-4, 16)], generator: [steady(4e-3, 16)], diversity: steady(0.1, 16) },
      "suspected",
    ],
    "is clear without one": [
      { discriminator: [steady(1e-5, 16)], generator: [steady(1e-1, 16)], diversity: steady(0.9, 16) },
      "clear",
    ],
    "is clear just below": [
      { discriminator: [steady(1e-4, 16)], generator: [steady(3e-3, 16)], diversity: steady(0.1, 16) },
      "clear",
    ],
    "cannot tell from one player": [{ discriminator: [steady(1e-4, 16)] }, "cannot tell"],
  });
});
