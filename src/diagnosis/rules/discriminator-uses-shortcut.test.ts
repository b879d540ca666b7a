import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { discriminatorUsesShortcut } from "./discriminator-uses-shortcut.ts";

describe("discriminator-uses-shortcut", () => {
  ruleTest(discriminatorUsesShortcut, {
    "is suspected when good samples never fool it": [
      { auc: steady(1, 40), diversity: steady(0.9, 40), excess: steady(0, 40) },
      "suspected",
    ],
    "is clear just below": [
      { auc: steady(0.997, 40), diversity: steady(0.9, 40), excess: steady(0, 40) },
      "clear",
    ],
    "is clear of poor samples": [
      { auc: steady(1, 40), diversity: steady(0.79, 40), excess: steady(0, 40) },
      "clear",
    ],
    "is clear of a gap in range": [
      { auc: steady(1, 40), diversity: steady(0.9, 40), excess: steady(0.06, 40) },
      "clear",
    ],
    "is clear early on": [{ auc: steady(1, 25), diversity: steady(0.9, 25), excess: steady(0, 25) }, "clear"],
    "cannot tell without samples": [{ auc: steady(1, 40) }, "cannot tell"],
  });
});
