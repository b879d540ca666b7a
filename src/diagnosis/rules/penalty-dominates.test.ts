import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest, UNKNOWN_FAMILY, WASSERSTEIN } from "../testing/rule-test.ts";
import { penaltyDominates } from "./penalty-dominates.ts";

describe("penalty-dominates", () => {
  ruleTest(penaltyDominates, {
    "is confirmed with poor samples": [
      { loss: steady(0.1, 16), r1: steady(1, 16), diversity: steady(0.2, 16) },
      "confirmed",
    ],
    "is suspected where no samples are logged": [
      { loss: steady(1, 16), gradient: steady(9, 16) },
      "suspected",
    ],
    "is confirmed when it outweighed the loss at first, and outputs have become flat": [
      {
        loss: steady(1.38, 16),
        r1: [1.8, ...steady(0.01, 15)],
        features: steady(0.2, 16),
        spread: steady(0.005, 16),
      },
      "confirmed",
    ],
    "is clear just below": [{ loss: steady(1, 16), gradient: steady(8.9, 16) }, "clear"],
    "is clear with varied samples": [
      { loss: steady(0.1, 16), r1: steady(1, 16), diversity: steady(0.9, 16) },
      "clear",
    ],
    "cannot tell without a penalty": [{ loss: steady(1, 16) }, "cannot tell"],
    "cannot tell from a short log": [{ loss: steady(0, 6), r1: steady(1, 6) }, "cannot tell"],
    "is confirmed of outputs that tell samples apart by thousandths": [
      { loss: steady(1.386, 24), spread: steady(0.001, 24), auc: steady(0.9, 24) },
      "confirmed",
    ],
    "sees a loss that does not move where its level is not known": [
      { loss: steady(1.386, 24), spread: steady(0.001, 24), auc: steady(0.9, 24) },
      "confirmed",
      UNKNOWN_FAMILY,
    ],
    "is clear of flat outputs that know nothing": [
      { loss: steady(1.386, 24), spread: steady(0.001, 24), auc: steady(0.5, 24) },
      "clear",
    ],
    "cannot tell of a critic whose outputs are small": [
      { loss: steady(-0.002, 24), spread: steady(0.001, 24), auc: steady(0.9, 24) },
      "cannot tell",
      UNKNOWN_FAMILY,
    ],
    "suspects a large penalty that makes up the loss it is part of": [
      { loss: steady(100, 24), gradient: steady(99, 24) },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "is confirmed of a noisy one that is logged less often than the loss it is part of": [
      {
        loss: steady(100, 24),
        gradient: Array.from({ length: 24 }, (_, at) => [40, 99, 160][at % 3] ?? 0),
        diversity: steady(0.05, 24),
      },
      "confirmed",
      WASSERSTEIN,
    ],
    "is clear of a small one that does: the game is near its end": [
      { loss: steady(0.05, 24), gradient: steady(0.049, 24) },
      "clear",
      UNKNOWN_FAMILY,
    ],
    "is clear of a critic's small loss beside a penalty that may be logged without its weight": [
      { loss: steady(-0.3, 24), gradient: steady(6, 24) },
      "clear",
      WASSERSTEIN,
    ],
    "suspects one that has broken out and come back, and left the outputs flat": [
      {
        loss: [...steady(1.35, 10), ...steady(1.4, 20)],
        r1: [...steady(0.05, 10), 350, 30, ...steady(0.1, 18)],
        spread: [...steady(0.2, 12), ...steady(0.01, 18)],
      },
      "suspected",
    ],
    "suspects the same of a generator's loss that no longer leaves chance": [
      {
        loss: [...steady(1.35, 10), ...steady(1.4, 20)],
        r1: [...steady(0.05, 10), 350, 30, ...steady(0.1, 18)],
        generator: [...steady(0.76, 10), ...steady(0.695, 20)],
      },
      "suspected",
    ],
    "is clear where outputs have come back as well": [
      {
        loss: [...steady(1.35, 10), ...steady(1.4, 20)],
        r1: [...steady(0.05, 10), 350, 30, ...steady(0.1, 18)],
        spread: steady(0.2, 30),
      },
      "clear",
    ],
  });
});
