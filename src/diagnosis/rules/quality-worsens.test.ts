import { describe } from "vitest";
import { growing, ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { qualityWorsens } from "./quality-worsens.ts";

describe("quality-worsens", () => {
  ruleTest(qualityWorsens, {
    "is confirmed from two and a half times the best": [
      { distance: [...ramp(100, 20, 12), 20, ...steady(50, 6)], chance: steady(5, 19) },
      "confirmed",
    ],
    "is clear just below": [
      { distance: [...ramp(100, 20, 12), 20, ...steady(49, 6)], chance: steady(5, 19) },
      "clear",
    ],
    "is clear of a best that was luck: below what chance gives": [
      { distance: [...ramp(100, 2, 12), 2, ...steady(20, 6)], chance: steady(10, 19) },
      "clear",
    ],
    "is only suspected where the chance level is not known": [
      { distance: [...ramp(100, 20, 12), 20, ...steady(90, 6)] },
      "suspected",
    ],
    "is suspected from one and a half then": [
      { distance: [...ramp(100, 20, 12), 20, ...steady(30, 6)] },
      "suspected",
    ],
    "is clear of a tenth more": [{ distance: [...ramp(100, 20, 12), 20, ...steady(23, 6)] }, "clear"],
    "is clear of one lucky measurement": [{ distance: [...steady(50, 10), 10, ...steady(50, 10)] }, "clear"],
    "is suspected of a kernel distance that doubles": [
      { kernel: [...ramp(0.1, 0.02, 12), 0.02, ...steady(0.05, 6)] },
      "suspected",
    ],
    "cannot tell from NaN": [{ distance: steady(Number.NaN, 12) }, "cannot tell"],
    "cannot tell from a short log": [{ distance: growing(1, 2, 6) }, "cannot tell"],
    "is confirmed of pixels that have moved away from real ones": [
      { energy: [...ramp(0.3, 0.005, 12), ...steady(0.005, 4), ...steady(0.09, 6)], luck: steady(0.008, 22) },
      "confirmed",
    ],
    "is clear of pixels that vary by their luck": [
      {
        energy: [...ramp(0.3, 0.002, 12), ...steady(0.002, 4), ...steady(0.012, 6)],
        luck: steady(0.008, 22),
      },
      "clear",
    ],
  });
});
