import { describe } from "vitest";
import { growing, ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { qualityWorsens } from "./quality-worsens.ts";

describe("quality-worsens", () => {
  ruleTest(qualityWorsens, {
    "is confirmed when the distance doubles": [
      { distance: [...ramp(100, 20, 12), 20, ...steady(40, 6)] },
      "confirmed",
    ],
    "is suspected of a third more": [{ distance: [...ramp(100, 20, 12), 20, ...steady(28, 6)] }, "suspected"],
    "is clear of a tenth more": [{ distance: [...ramp(100, 20, 12), 20, ...steady(23, 6)] }, "clear"],
    "is clear of one lucky measurement": [{ distance: [...steady(50, 10), 10, ...steady(50, 10)] }, "clear"],
    "is suspected of a kernel distance that doubles": [
      { kernel: [...ramp(0.1, 0.02, 12), 0.02, ...steady(0.05, 6)] },
      "suspected",
    ],
    "cannot tell from NaN": [{ distance: steady(Number.NaN, 12) }, "cannot tell"],
    "cannot tell from a short log": [{ distance: growing(1, 2, 6) }, "cannot tell"],
  });
});
