import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { lossesStandStill } from "./losses-stand-still.ts";

describe("losses-stand-still", () => {
  ruleTest(lossesStandStill, {
    "is suspected when a loss repeats itself": [
      { discriminator: [...ramp(1.5, 1.2, 8), ...steady(1.2, 8)] },
      "suspected",
    ],
    "is clear one repetition short": [{ generator: [...ramp(1.5, 1.2, 8), ...steady(1.1, 7)] }, "clear"],
    "cannot tell of a loss that has not begun": [{ discriminator: steady(0, 30) }, "cannot tell"],
    "is clear of a loss that varies": [{ discriminator: ramp(1.4, 1.2, 30) }, "clear"],
    "cannot tell from a short log": [{ discriminator: steady(1.3, 6) }, "cannot tell"],
    "is clear of a hinge that no sample reaches": [
      { discriminator: [...ramp(1.5, 0.1, 8), ...steady(0, 16)] },
      "clear",
    ],
    "is clear of what NaN leaves behind": [
      { discriminator: steady(Number.NaN, 24), generator: steady(2, 24) },
      "clear",
    ],
  });
});
