/** Fires when the generator's loss rises with the very output that it is there to raise: its sign is wrong. */
import { ramp } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf } from "../trends.ts";
import type { Window } from "../windows.ts";

const LOOK_BACK = 12;

/** Pairs of medians of windows that end within the same stretch, of the latest `count` of the coarser series. */
function pairsOf(loss: Reading, output: Reading): (readonly [number, number])[] {
  const outputs = output.recent(LOOK_BACK);
  const from = outputs[0]?.fromStep ?? Number.POSITIVE_INFINITY;
  const losses: Window[] = [];
  for (let back = 0; back < loss.windowCount; back++) {
    const window = loss.windowBefore(back);
    if (window.toStep < from) break;
    losses.push(window);
  }
  return outputs.flatMap(({ fromStep, toStep, median }) => {
    const beside = losses.find((one) => one.fromStep <= toStep && one.toStep >= fromStep);
    return beside === undefined ? [] : [[beside.median, median] as const];
  });
}

/** Pearson's; NaN for fewer than two pairs, or where either does not vary. */
function correlationOf(pairs: readonly (readonly [number, number])[]): number {
  const meanOf = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [first, second] = [meanOf(0), meanOf(1)];
  const sums = { both: 0, first: 0, second: 0 };
  for (const [x, y] of pairs) {
    sums.both += (x - first) * (y - second);
    sums.first += (x - first) ** 2;
    sums.second += (y - second) ** 2;
  }
  const scale = Math.sqrt(sums.first * sums.second);
  return scale > 0 ? sums.both / scale : Number.NaN;
}

export const generatorLossHasWrongSign = defineRule({
  id: "generator-loss-has-wrong-sign",
  mode: "F25",
  headline: "The generator's loss has the wrong sign",
  severity: 5,
  maturity: "trial",
  needs: {
    fake: required("discriminator/output/fake"),
    real: required("discriminator/output/real"),
    loss: required("generator/loss"),
    opponent: optional("discriminator/loss"),
  },
  thresholds: {
    correlationAtLeast: threshold(
      0.9,
      "correlation over 12 windows",
      "every adversarial loss falls where outputs on fakes rise: −.9 to −1 in runs of five losses",
    ),
    opponentAtMost: threshold(
      0.5,
      "share of its chance level",
      "a generator that works for its opponent leaves it few errors; outputs of a game that goes on may run along",
    ),
    apartAtLeast: threshold(
      3,
      "times the first difference of outputs",
      "the same where the loss has no level",
    ),
    rightAtLeast: threshold(
      0.9,
      "share of 12 windows",
      "with real outputs above generated ones: else high outputs may mean generated",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "at-once",
  games: ["generative"],
  explains: [
    "discriminator-overpowers",
    "losses-say-discriminator-won",
    "discriminator-loss-vanishes",
    "discriminator-breaks-away",
    "generator-loss-rises-on",
    "losses-stand-still",
    "samples-collapse",
    "samples-repeat",
    "noise-is-ignored",
    "loss-diverges",
    "quality-worsens",
  ],
  source: {
    cite: "Goodfellow et al. 2014, arXiv:1406.2661, §3",
    claim: "the generator is trained to raise the discriminator's output on its samples",
  },
  why: "A generator that is rewarded for being told apart learns to be told apart.",
  remedies: [
    { do: "Check the sign of the generator's loss, and the labels that it is computed with" },
    { do: "Take one generator step on one batch of noise and see whether outputs on its samples rise" },
  ],
  shows: {
    correlation: {
      on: "loss",
      statistic: "correlation of the loss with outputs on fakes",
      against: "correlationAtLeast",
    },
    opponent: {
      on: "opponent",
      statistic: "discriminator's loss over its chance level",
      against: "opponentAtMost",
    },
    apart: {
      on: "real",
      statistic: "difference of outputs over the first one",
      against: "apartAtLeast",
    },
    right: {
      on: "real",
      statistic: "windows with real outputs above generated ones",
      against: "rightAtLeast",
    },
  },
  example: { loss: ramp(-0.1, -4.9, 30), fake: ramp(-0.1, -4.9, 30), real: ramp(0.1, 1.8, 30) },
  measure: ({ loss, opponent, fake, real }, _, { chanceLevel: { discriminator: level } }) => {
    const known = {
      opponent: level !== null && level > 0 ? latestOf(opponent) / level : zeroOrNaN(opponent),
      apart: (real.value - fake.value) / Math.abs(firstOf(real) - firstOf(fake)),
    };
    if (fake.windowCount < LOOK_BACK) return { ...known, correlation: Number.NaN, right: Number.NaN };
    const [reals, fakes] = [real.recent(LOOK_BACK), fake.recent(LOOK_BACK)];
    const right = reals.filter(({ median }, at) => median > (fakes[at]?.median ?? Number.NaN)).length;
    return { ...known, correlation: correlationOf(pairsOf(loss, fake)), right: right / reals.length };
  },
  judge({ correlation, right, opponent, apart }, t) {
    if (Number.isNaN(correlation)) return { missing: ["discriminator/output/fake"] };
    const helps = Number.isNaN(opponent) ? apart >= t.apartAtLeast : opponent <= t.opponentAtMost;
    const isTurned = correlation >= t.correlationAtLeast && right >= t.rightAtLeast;
    return isTurned && helps ? "confirmed" : "clear";
  },
});

/** 0 for a loss of exactly 0, of whatever family: a hinge that no sample reaches; NaN for any other. */
function zeroOrNaN(loss: Reading | null): number {
  return loss?.window.high === 0 && loss.window.low === 0 ? 0 : Number.NaN;
}

function firstOf(reading: Reading): number {
  return reading.first(1)[0]?.median ?? Number.NaN;
}
