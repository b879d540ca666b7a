import { describe } from "vitest";
import { cycling, ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { lossesSwing } from "./losses-swing.ts";

/** Ten values a probe, one a batch: what batches add to each lies within ±0.1 of it. */
const batches = (values: readonly number[]) => values.map((value, at) => value + ((at * 5) % 11) / 50 - 0.1);

const waves = (height: number, count = 600) => batches(cycling({ level: 1.2, height, period: 60 }, count));

describe("losses-swing", () => {
  ruleTest(lossesSwing, {
    "is suspected of waves beyond what batches differ": [{ discriminator: waves(0.2) }, "suspected"],
    "is clear of smaller ones": [{ discriminator: waves(0.05) }, "clear"],
    "is clear of one step down": [
      { discriminator: batches([...steady(1.4, 400), ...steady(0.6, 40)]) },
      "clear",
    ],
    "is clear of a steady climb": [{ discriminator: batches(ramp(0.2, 1.4, 600)) }, "clear"],
    "is clear while there was little time": [{ discriminator: waves(0.3, 170) }, "clear"],
    "leaves games whose outputs are logged to other rules": [
      { discriminator: waves(0.3), auc: steady(0.6, 600) },
      "clear",
    ],
    "closes when the loss settles": [
      { discriminator: [...waves(0.3, 400), ...batches(steady(1.2, 200))] },
      "resolved",
    ],
    "cannot tell from one value a probe, which does not show what batches add": [
      { discriminator: waves(0.3, 30) },
      "cannot tell",
    ],
    "cannot tell without the discriminator's loss": [{ auc: steady(0.6, 600) }, "cannot tell"],
  });
});
