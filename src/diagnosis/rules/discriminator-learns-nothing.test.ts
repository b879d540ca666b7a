import { describe } from "vitest";
import { cycling, growing, steady } from "../example.ts";
import { LOGISTIC, ruleTest, WASSERSTEIN } from "../testing/rule-test.ts";
import { discriminatorLearnsNothing } from "./discriminator-learns-nothing.ts";

describe("discriminator-learns-nothing", () => {
  ruleTest(discriminatorLearnsNothing, {
    "is suspected of a loss that lies at chance from the start": [{ loss: steady(1.386, 24) }, "suspected"],
    "is confirmed with flat outputs and poor samples": [
      { loss: steady(1.386, 24), spread: steady(0.01, 24), diversity: steady(0.2, 24) },
      "confirmed",
    ],
    "is clear just outside the band": [{ loss: steady(1.35, 24) }, "clear"],
    "is clear with varied samples: that is the equilibrium": [
      { loss: steady(1.386, 24), spread: steady(0.01, 24), diversity: steady(0.9, 24) },
      "clear",
    ],
    "is clear with a penalty, which keeps outputs small": [
      { loss: steady(1.37, 24), penalty: steady(0.05, 24) },
      "clear",
    ],
    "is clear when chance was reached from below": [
      { loss: [...steady(0.8, 6), ...steady(1.386, 20)] },
      "clear",
    ],
    "is clear of a loss that moves around chance": [
      { loss: cycling({ level: 1.386, height: 0.02, period: 5 }, 24) },
      "clear",
    ],
    "cannot tell of a critic": [{ loss: steady(0, 24) }, "cannot tell", WASSERSTEIN],
    "is no failure where chance is the goal": [
      { loss: steady(1.386, 24) },
      "cannot tell",
      { ...LOGISTIC, kind: "domain-adversarial" },
    ],
    "is confirmed of one that every sample fools while pixels stay far off": [
      { loss: steady(1.48, 24), auc: steady(0.01, 24), energy: steady(0.4, 24) },
      "confirmed",
    ],
    "is clear of one that is fooled by samples nearby": [
      { loss: steady(1.48, 24), auc: steady(0.01, 24), energy: steady(0.01, 24) },
      "clear",
    ],
    "is clear of one that turns round now and then": [
      {
        loss: steady(1.48, 24),
        auc: Array.from({ length: 24 }, (_, probe) => (probe % 6 < 2 ? 0.4 : 0.1)),
        energy: steady(0.4, 24),
      },
      "clear",
    ],
    "leaves one that loses far more to rules of labels and of players that stand still": [
      { loss: steady(2.2, 24), auc: steady(0.01, 24), energy: steady(0.4, 24) },
      "clear",
    ],
    "is suspected of samples far from the data in pixels": [
      { loss: steady(1.386, 24), energy: steady(0.2, 24) },
      "suspected",
    ],
    "is clear of such samples that come nearer": [
      { loss: cycling({ level: 1.386, height: 0.01, period: 5 }, 24), energy: growing(0.4, 0.93, 24) },
      "clear",
    ],
    "is clear of samples that are driven around": [
      { loss: steady(1.386, 24), coverage: steady(0.1, 24), movement: steady(0.5, 24) },
      "clear",
    ],
  });
});
