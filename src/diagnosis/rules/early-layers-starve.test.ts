import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { earlyLayersStarve } from "./early-layers-starve.ts";

describe("early-layers-starve", () => {
  ruleTest(earlyLayersStarve, {
    "is confirmed when the first layer's share falls to nothing": [
      { generator: [[...steady(0.1, 8), ...steady(5e-5, 8)], steady(0.5, 16)] },
      "confirmed",
    ],
    "is only suspected of a first layer that was always small": [
      { generator: [steady(5e-5, 16), steady(0.5, 16)] },
      "suspected",
    ],
    "is clear of such a layer of the discriminator": [
      { discriminator: [steady(5e-5, 16), steady(0.5, 16)] },
      "clear",
    ],
    "is clear when all layers fall together": [
      { generator: [growing(0.1, 0.5, 20), growing(0.5, 0.5, 20)] },
      "clear",
    ],
    "is clear just above the norm's threshold": [
      { generator: [[...steady(0.1, 8), ...steady(1.1e-4, 8)], steady(0.5, 16)] },
      "clear",
    ],
    "cannot tell from one layer": [{ generator: [growing(0.1, 0.1, 16)] }, "cannot tell"],
    "cannot tell from NaN": [{ generator: [steady(Number.NaN, 16), steady(Number.NaN, 16)] }, "cannot tell"],
  });
});
