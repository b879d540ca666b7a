import { describe } from "vitest";
import { growing, ramp, steady } from "../example.ts";
import { ruleTest, WASSERSTEIN } from "../testing/rule-test.ts";
import { criticDiverges } from "./critic-diverges.ts";

describe("critic-diverges", () => {
  ruleTest(criticDiverges, {
    "is suspected of an estimate that grows and grows": [
      { loss: [...steady(-2, 6), ...growing(-2, 1.6, 24)] },
      "suspected",
      WASSERSTEIN,
    ],
    "is confirmed when the slope is not held": [
      { loss: [...steady(-2, 6), ...growing(-2, 1.6, 24)], norm: steady(3, 30) },
      "confirmed",
      WASSERSTEIN,
    ],
    "is clear while it stays below a hundred times its start": [
      { loss: [...steady(-2, 6), ...ramp(-2, -190, 24)] },
      "clear",
      WASSERSTEIN,
    ],
    "is clear of an estimate that falls": [{ loss: ramp(-40, -3, 30) }, "clear", WASSERSTEIN],
    "leaves other families alone": [{ loss: growing(1, 2, 30) }, "clear"],
    "cannot tell from a short log": [{ loss: steady(-2, 6) }, "cannot tell", WASSERSTEIN],
    "is confirmed of outputs that spread farther than data can": [
      { loss: steady(-40, 24), spread: steady(2000, 24) },
      "confirmed",
      WASSERSTEIN,
    ],
    "is clear of outputs that spread as far all the time under a penalty": [
      { loss: steady(-4000, 24), spread: steady(2000, 24), penalty: steady(40, 24) },
      "clear",
      WASSERSTEIN,
    ],
    "is confirmed of the same that spread ever more": [
      { loss: steady(-4000, 24), spread: growing(600, 1.12, 24), penalty: steady(40, 24) },
      "confirmed",
      WASSERSTEIN,
    ],
    "is clear of a loss as large whose outputs do not spread": [
      { loss: steady(-2000, 24), spread: steady(30, 24) },
      "clear",
      WASSERSTEIN,
    ],
    "is suspected of outputs that spread ever more and tell no more": [
      { loss: steady(-1, 24), spread: [...steady(1, 8), ...steady(5, 16)], auc: steady(0.55, 24) },
      "suspected",
      WASSERSTEIN,
    ],
    "is suspected of outputs that have spread from early on and go on doubling": [
      { loss: steady(-1, 24), spread: growing(1.9, 1.08, 24), auc: steady(0.55, 24) },
      "suspected",
      WASSERSTEIN,
    ],
    "is clear of outputs that have spread and no longer do": [
      { loss: steady(-1, 24), spread: [...growing(1.9, 1.2, 6), ...steady(5, 18)], auc: steady(0.55, 24) },
      "clear",
      WASSERSTEIN,
    ],
    "is clear of the same where a penalty holds the slope": [
      {
        loss: steady(-1, 24),
        spread: [...steady(1, 8), ...steady(5, 16)],
        auc: steady(0.55, 24),
        penalty: steady(0.1, 24),
      },
      "clear",
      WASSERSTEIN,
    ],
  });
});
