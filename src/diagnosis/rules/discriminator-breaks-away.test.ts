import { describe, expect, it } from "vitest";
import { diagnosisOf } from "../diagnosis.ts";
import { ramp } from "../example.ts";
import { GameJudge } from "../game-judge.ts";
import { ruleTest, UNKNOWN_FAMILY } from "../testing/rule-test.ts";
import { discriminatorBreaksAway } from "./discriminator-breaks-away.ts";

/** A level with a little noise that is the same each time. */
function noisy(level: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => level * (1 + ((at * 7) % 5) / 100));
}

const BEFORE = { loss: noisy(1.3, 16), generator: noisy(0.75, 16) };

describe("discriminator-breaks-away", () => {
  ruleTest(discriminatorBreaksAway, {
    "suspects a loss that drops at once while the other's rises": [
      { loss: [...BEFORE.loss, ...noisy(0.9, 8)], generator: [...BEFORE.generator, ...noisy(1.3, 8)] },
      "suspected",
    ],
    "needs no loss family": [
      { loss: [...BEFORE.loss, ...noisy(0.1, 8)], generator: [...BEFORE.generator, ...noisy(9, 8)] },
      "suspected",
      UNKNOWN_FAMILY,
    ],
    "is clear of a loss that falls slowly as far": [
      {
        loss: [...BEFORE.loss, ...ramp(1.3, 0.5, 16)],
        generator: [...BEFORE.generator, ...ramp(0.75, 2, 16)],
      },
      "clear",
    ],
    "is clear where the generator's loss stays": [
      { loss: [...BEFORE.loss, ...noisy(0.9, 8)], generator: noisy(0.75, 24) },
      "clear",
    ],
    "is clear of a drop within what the loss did before": [
      {
        loss: [...Array.from({ length: 16 }, (_, at) => (at % 2 === 0 ? 1.6 : 1)), ...noisy(0.75, 8)],
        generator: [...BEFORE.generator, ...noisy(1.3, 8)],
      },
      "clear",
    ],
    "is clear until the new level has lasted four windows": [
      { loss: [...BEFORE.loss, ...noisy(0.9, 3)], generator: [...BEFORE.generator, ...noisy(1.3, 3)] },
      "clear",
    ],
    "is over when the loss comes back": [
      {
        loss: [...BEFORE.loss, ...noisy(0.9, 8), ...noisy(1.3, 8)],
        generator: [...BEFORE.generator, ...noisy(1.3, 8), ...noisy(0.75, 8)],
      },
      "resolved",
    ],
    "is clear of a log too short to show a level before": [
      { loss: [...noisy(1.3, 6), ...noisy(0.5, 8)], generator: [...noisy(0.7, 6), ...noisy(2, 8)] },
      "clear",
    ],
    "cannot tell without the generator's loss": [{ loss: noisy(1.3, 24) }, "cannot tell"],
  });

  it("sees the loss halved in a log of a few dozen epochs, which is read four at a time", () => {
    expect(foundIn(noisy(0.48, 32), [...noisy(0.2, 3), ...noisy(0.05, 32)])).toEqual(["suspected"]);
  });

  it("is clear of a lesser drop in such a log: a game that has just begun", () => {
    expect(foundIn(noisy(0.48, 32), noisy(0.3, 35))).toEqual([]);
  });
});

/** States of the findings of a log of one point an epoch, whose generator's loss trebles where the other drops. */
function foundIn(before: readonly number[], after: readonly number[]): string[] {
  const judge = new GameJudge({ facts: UNKNOWN_FAMILY, rules: [discriminatorBreaksAway] });
  const generator = [...noisy(0.32, before.length), ...noisy(0.95, after.length)];
  for (const [signal, values] of [
    ["discriminator/loss", [...before, ...after]],
    ["generator/loss", generator],
  ] as const) {
    const steps = values.map((_, epoch) => epoch);
    judge.take(signal, { tag: signal, layer: "" }, { steps, wallTimes: steps, values });
  }
  return diagnosisOf(judge.outcomes()).findings.map(({ state }) => state);
}
