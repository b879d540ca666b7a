import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { labelsAreIgnored } from "./labels-are-ignored.ts";

describe("labels-are-ignored", () => {
  ruleTest(labelsAreIgnored, {
    "is confirmed of a discriminator whose outputs no label changes": [
      { margin: steady(0, 24), spread: steady(1, 24), effect: steady(0.8, 24) },
      "confirmed",
    ],
    "is confirmed of a generator whose samples no label changes": [
      { margin: steady(0.5, 24), effect: steady(0, 24) },
      "confirmed",
    ],
    "is suspected of samples that are not read as their label": [{ agreement: steady(0.3, 24) }, "suspected"],
    "is suspected of samples that another label changes but slightly": [
      { margin: steady(0.4, 24), spread: steady(0.8, 24), effect: steady(0.2, 24) },
      "suspected",
    ],
    "is clear of players that see it": [
      { margin: steady(0.4, 24), spread: steady(1, 24), effect: steady(0.8, 24), agreement: steady(0.8, 24) },
      "clear",
    ],
    "is clear just above the thresholds": [
      {
        margin: steady(0.011, 24),
        spread: steady(10, 24),
        effect: steady(0.31, 24),
        agreement: steady(0.51, 24),
      },
      "clear",
    ],
    "is clear while labels are learnt": [{ agreement: ramp(0.1, 0.5, 24) }, "clear"],
    "closes once the label is given": [
      { margin: [...steady(0, 14), ...steady(0.4, 8)], spread: steady(1, 22) },
      "resolved",
    ],
    "cannot tell of a game without labels": [{ spread: steady(1, 24) }, "cannot tell"],
    "cannot tell from NaN": [{ margin: steady(Number.NaN, 24) }, "cannot tell"],
    "judges across a gap": [{ margin: [...steady(0, 9), null, null, ...steady(0, 8)] }, "confirmed"],
  });
});
