import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { gradientsAreNoise } from "./gradients-are-noise.ts";

const far = steady(0.2, 24);

describe("gradients-are-noise", () => {
  ruleTest(gradientsAreNoise, {
    "is suspected of players without a direction, far from the data": [
      { generator: steady(0.1, 24), discriminator: steady(-0.05, 24), energy: far },
      "suspected",
    ],
    "is clear of one player that has a direction": [
      { generator: steady(0.9, 24), discriminator: steady(0, 24), energy: far },
      "clear",
    ],
    "is clear of players that ring": [
      { generator: steady(-0.9, 24), discriminator: steady(0, 24), energy: far },
      "clear",
    ],
    "is clear near the data": [
      { generator: steady(0.1, 24), discriminator: steady(0, 24), energy: steady(0.01, 24) },
      "clear",
    ],
    "is clear while the data come nearer fast": [
      { generator: steady(0.1, 24), discriminator: steady(0, 24), energy: growing(8, 0.85, 24) },
      "clear",
    ],
    "cannot tell without samples": [
      { generator: steady(0.1, 24), discriminator: steady(0, 24) },
      "cannot tell",
    ],
    "cannot tell from NaN": [
      { generator: steady(Number.NaN, 24), discriminator: steady(0, 24), energy: far },
      "cannot tell",
    ],
  });
});
