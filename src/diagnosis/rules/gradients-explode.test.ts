import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { gradientsExplode } from "./gradients-explode.ts";

describe("gradients-explode", () => {
  ruleTest(gradientsExplode, {
    "is confirmed when gradients grow a hundredfold": [
      { generator: [...steady(1, 12), ...steady(100, 3)] },
      "confirmed",
    ],
    "is suspected of thirtyfold": [{ discriminator: [...steady(1, 12), ...steady(30, 3)] }, "suspected"],
    "sees it in a single layer": [
      { generatorLayers: [steady(1, 15), [...steady(1, 12), ...steady(200, 3)]] },
      "confirmed",
    ],
    "is clear just below": [{ generator: [...steady(1, 12), ...steady(29, 3)] }, "clear"],
    "is clear of gradients that had vanished and come back": [
      { generator: [...steady(1, 6), ...steady(1e-6, 20), ...steady(1e-3, 6)] },
      "clear",
    ],
    "is clear of a player that hardly gets any gradient": [
      { generator: [...steady(1e-6, 12), ...steady(2e-4, 4)] },
      "clear",
    ],
    "is clear of a single spike": [{ generator: [...steady(1, 12), 1000, ...steady(1, 8)] }, "clear"],
    "cannot tell from a short log": [{ generator: steady(1, 5) }, "cannot tell"],
    "cannot tell from NaN": [{ generator: steady(Number.NaN, 15) }, "cannot tell"],
  });
});
