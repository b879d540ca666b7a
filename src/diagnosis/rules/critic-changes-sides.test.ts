import { describe } from "vitest";
import { cycling, growing, ramp, steady } from "../example.ts";
import { ruleTest, WASSERSTEIN } from "../testing/rule-test.ts";
import { criticChangesSides } from "./critic-changes-sides.ts";

const aroundNothing = cycling({ level: 0, height: 5, period: 6 }, 32);

describe("critic-changes-sides", () => {
  ruleTest(criticChangesSides, {
    "suspects an estimate that goes from side to side": [{ loss: aroundNothing }, "suspected", WASSERSTEIN],
    "reads it from outputs where both sides are logged": [
      { loss: steady(40, 32), real: steady(1, 32), fake: aroundNothing.map((value) => value + 1) },
      "suspected",
      WASSERSTEIN,
    ],
    "takes the penalty out of a loss that it is part of": [
      { loss: steady(3, 32), penalty: steady(5, 32) },
      "clear",
      WASSERSTEIN,
    ],
    "is clear of an estimate that falls to the noise about 0": [
      {
        loss: [...ramp(-5, -0.5, 16), ...cycling({ level: 0, height: 0.8, period: 4 }, 24)],
      },
      "clear",
      WASSERSTEIN,
    ],
    "is clear of two changes of side": [
      { loss: [...steady(-5, 12), ...steady(5, 4), ...steady(-5, 8)] },
      "clear",
      WASSERSTEIN,
    ],
    "is over once the estimate stays on one side": [
      { loss: [...aroundNothing, ...steady(-5, 24)] },
      "resolved",
      WASSERSTEIN,
    ],
    "does not take an untrained critic's penalty for an estimate": [
      { loss: [2000, 800, ...aroundNothing] },
      "suspected",
      WASSERSTEIN,
    ],
    "counts nothing in NaN": [
      { loss: [...growing(-5, 0.9, 16), ...steady(Number.NaN, 8)] },
      "clear",
      WASSERSTEIN,
    ],
    "leaves other families alone": [{ loss: aroundNothing }, "clear"],
    "cannot tell from a short log": [{ loss: aroundNothing.slice(0, 15) }, "cannot tell", WASSERSTEIN],
  });
});
