import { describe } from "vitest";
import { growing, ramp, steady } from "../example.ts";
import { ruleTest, WASSERSTEIN } from "../testing/rule-test.ts";
import { lossDiverges } from "./loss-diverges.ts";

describe("loss-diverges", () => {
  ruleTest(lossDiverges, {
    "is confirmed of a loss a thousand times its level": [
      { discriminator: [...steady(1.3, 8), ...growing(2, 2, 14)] },
      "confirmed",
    ],
    "is suspected of a hundred times": [
      { discriminator: [...steady(1.3, 8), ...growing(2, 2, 9)] },
      "suspected",
    ],
    "is clear of a generator that loses badly": [
      { generator: [...steady(0.7, 8), ...ramp(0.7, 20, 20)] },
      "clear",
    ],
    "judges a loss without level by its start": [
      { discriminator: [...steady(-2, 8), ...growing(-3, 2, 14)] },
      "confirmed",
      WASSERSTEIN,
    ],
    "is clear of one odd window": [{ discriminator: [...steady(1.3, 12), 1e6, ...steady(1.3, 12)] }, "clear"],
    "cannot tell from NaN": [{ discriminator: steady(Number.NaN, 20) }, "cannot tell"],
    "cannot tell from a short log": [{ discriminator: growing(1, 10, 6) }, "cannot tell"],
  });
});
