import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest, UNKNOWN_FAMILY, WASSERSTEIN } from "../testing/rule-test.ts";
import { bothPlayersWin } from "./both-players-win.ts";

const LOGISTIC_START = [...steady(1.3, 10)];

describe("both-players-win", () => {
  ruleTest(bothPlayersWin, {
    "is sure of losses that were usual and are both low": [
      {
        discriminator: [...LOGISTIC_START, ...steady(0.2, 8)],
        generator: [...steady(0.7, 10), ...steady(0.05, 8)],
      },
      "confirmed",
    ],
    "suspects losses that were low from the start: they may be written with a weight": [
      { discriminator: steady(0.5, 12), generator: steady(0.01, 12) },
      "suspected",
    ],
    "is clear of a generator that merely wins": [
      {
        discriminator: [...LOGISTIC_START, ...steady(1.6, 8)],
        generator: [...steady(0.7, 10), ...steady(0.05, 8)],
      },
      "clear",
    ],
    "is clear of a discriminator that merely wins": [
      {
        discriminator: [...LOGISTIC_START, ...steady(0.2, 8)],
        generator: [...steady(0.7, 10), ...steady(3, 8)],
      },
      "clear",
    ],
    "is clear just above the thresholds": [
      { discriminator: steady(0.84, 12), generator: [...steady(0.7, 4), ...steady(0.2, 8)] },
      "clear",
    ],
    "suspects a loss below 0 beside one of exactly 0": [
      { discriminator: steady(0, 12), generator: steady(-4.8, 12) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "cannot tell of a critic, whose losses have no level": [
      { discriminator: steady(-0.4, 12), generator: steady(-2, 12) },
      "cannot tell",
      WASSERSTEIN,
    ],
    "cannot tell without the generator's loss": [{ discriminator: steady(0.2, 12) }, "cannot tell"],
    "is clear of NaN": [
      { discriminator: steady(Number.NaN, 12), generator: steady(0.05, 12) },
      "cannot tell",
    ],
    "suspects two losses of unknown family that both vanish and were never below 0": [
      { discriminator: growing(1.2, 0.7, 14), generator: growing(0.7, 0.7, 14) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "cannot tell of losses that are small beside a burst and not beside their start": [
      {
        discriminator: [...steady(1.3, 8), ...steady(600, 3), ...steady(0.9, 8)],
        generator: [...steady(3, 8), ...steady(2000, 3), ...steady(8, 8)],
      },
      "cannot tell",
      UNKNOWN_FAMILY,
    ],
    "suspects a loss that runs far below 0 beside one that never is": [
      { discriminator: steady(0.16, 16), generator: growing(-0.7, 1.35, 16) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "is sure of one that runs a thousand times as far": [
      { discriminator: steady(0.16, 20), generator: growing(-0.7, 2.2, 20) },
      "confirmed",
      UNKNOWN_FAMILY,
    ],
    "cannot tell of such a loss whose own terms keep it where it began": [
      { discriminator: steady(0.16, 16), generator: steady(-5, 16) },
      "cannot tell",
      UNKNOWN_FAMILY,
    ],
    "cannot tell of one beside a loss with a penalty, which may be a critic's": [
      { discriminator: steady(0.16, 16), generator: growing(-0.7, 1.6, 16), penalty: steady(0.1, 16) },
      "cannot tell",
      UNKNOWN_FAMILY,
    ],
    "cannot tell of losses of unknown family of which one vanishes": [
      { discriminator: growing(1.2, 0.7, 14), generator: growing(0.7, 1.1, 14) },
      "cannot tell",
      UNKNOWN_FAMILY,
    ],
  });
});
