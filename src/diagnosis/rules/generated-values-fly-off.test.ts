import { describe } from "vitest";
import { growing, ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { generatedValuesFlyOff } from "./generated-values-fly-off.ts";

describe("generated-values-fly-off", () => {
  ruleTest(generatedValuesFlyOff, {
    "is suspected of values that leave the data": [
      { distance: [[...steady(0.5, 10), ...steady(5, 6)]] },
      "suspected",
    ],
    "is confirmed where nothing of the data is within reach": [
      { distance: [[...steady(0.5, 10), ...growing(2, 1.7, 12)]] },
      "confirmed",
    ],
    "is clear of values that come from afar": [{ distance: [ramp(60, 0.5, 30)] }, "clear"],
    "is clear just below": [{ distance: [[...steady(0.5, 10), ...steady(3.9, 6)]] }, "clear"],
    "closes when they come back": [
      { distance: [[...steady(0.5, 10), ...steady(30, 5), ...steady(0.5, 8)]] },
      "resolved",
    ],
    "cannot tell of a log that is too short": [{ distance: [steady(9, 3)] }, "cannot tell"],
    "cannot tell without values of the data": [{}, "cannot tell"],
    "cannot tell from NaN": [{ distance: [steady(Number.NaN, 20)] }, "cannot tell"],
  });
});
