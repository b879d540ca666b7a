import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { learningRateVanishes } from "./learning-rate-vanishes.ts";

describe("learning-rate-vanishes", () => {
  ruleTest(learningRateVanishes, {
    "is suspected below a thousandth": [{ generator: [...steady(1, 10), ...steady(0.001, 6)] }, "suspected"],
    "is confirmed below a millionth": [
      { discriminator: [...steady(1, 10), ...steady(1e-6, 6)] },
      "confirmed",
    ],
    "is clear just above": [{ generator: [...steady(1, 10), ...steady(0.0011, 20)] }, "clear"],
    "is clear of a warm-up from zero": [{ generator: [0, 0, ...ramp(0, 1, 20)] }, "clear"],
    "is clear of a decay whose last steps come to nothing": [
      { generator: [...ramp(1, 0.01, 30), 1e-9, 0] },
      "clear",
    ],
    "cannot tell from a short log": [{ generator: steady(1, 6) }, "cannot tell"],
    "cannot tell from NaN": [{ generator: steady(Number.NaN, 20) }, "cannot tell"],
  });
});
