import { describe } from "vitest";
import { cycling, growing } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { lossesOscillate } from "./losses-oscillate.ts";

describe("losses-oscillate", () => {
  ruleTest(lossesOscillate, {
    "is suspected of losses that circle each other": [
      {
        discriminator: cycling({ level: 1.3, height: 0.3, period: 8 }, 60),
        generator: cycling({ level: 0.8, height: 0.3, period: 8 }, 60, 1 / 4),
      },
      "suspected",
    ],
    "is clear of losses that rise and fall together": [
      {
        discriminator: cycling({ level: 1.3, height: 0.3, period: 8 }, 60),
        generator: cycling({ level: 0.8, height: 0.3, period: 8 }, 60),
      },
      "clear",
    ],
    "is clear of circles that shrink": [
      {
        discriminator: growing(1, 0.93, 60).map((size, at) => 1.3 + size * Math.sin((Math.PI * at) / 4)),
        generator: growing(1, 0.93, 60).map((size, at) => 0.8 + size * Math.cos((Math.PI * at) / 4)),
      },
      "clear",
    ],
    "is clear of too short a stretch": [
      {
        discriminator: cycling({ level: 1.3, height: 0.3, period: 8 }, 31),
        generator: cycling({ level: 0.8, height: 0.3, period: 8 }, 31, 1 / 4),
      },
      "clear",
    ],
    "cannot tell from one player": [
      { discriminator: cycling({ level: 1.3, height: 0.3, period: 8 }, 60) },
      "cannot tell",
    ],
  });
});
