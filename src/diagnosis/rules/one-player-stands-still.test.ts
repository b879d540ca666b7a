import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { onePlayerStandsStill } from "./one-player-stands-still.ts";

describe("one-player-stands-still", () => {
  ruleTest(onePlayerStandsStill, {
    "is confirmed when one player's weights stand still": [
      { discriminator: [steady(0, 12), steady(0, 12)], generator: [steady(1e-3, 12)] },
      "confirmed",
    ],
    "is clear while one layer moves": [
      { discriminator: [steady(0, 12), steady(1e-6, 12)], generator: [steady(1e-3, 12)] },
      "clear",
    ],
    "is clear of a player whose units are dead: it is trained, and has no gradient": [
      { generator: [steady(0, 12)], deadGenerator: [steady(0.8, 12)], discriminator: [steady(1e-3, 12)] },
      "clear",
    ],
    "is clear of a run that is over for both": [
      { discriminator: [steady(0, 12)], generator: [steady(0, 12)] },
      "clear",
    ],
    "is confirmed when no histogram of one player's weights changes": [
      {
        generatorWeights: [steady(0, 12), steady(0, 12)],
        discriminatorWeights: [steady(0.002, 12)],
      },
      "confirmed",
    ],
    "is clear of weights of which one histogram changes": [
      {
        generatorWeights: [steady(0, 12), steady(1e-6, 12)],
        discriminatorWeights: [steady(0.002, 12)],
      },
      "clear",
    ],
    "cannot tell from one player": [{ discriminator: [steady(0, 12)] }, "cannot tell"],
    "cannot tell from a short log": [
      { discriminator: [steady(0, 6)], generator: [steady(1e-3, 6)] },
      "cannot tell",
    ],
  });
});
