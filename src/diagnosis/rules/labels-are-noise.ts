/** Fires when the discriminator stays undecided and its order of real and generated changes back and forth: its labels tell it nothing. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf, latestOf } from "../trends.ts";

const LOOK_BACK = 10;

/** The values of the latest windows; empty for fewer. */
function recentOf(reading: Reading | null): readonly number[] {
  return reading === null || reading.windowCount < LOOK_BACK
    ? []
    : reading.recent(LOOK_BACK).map(({ median }) => median);
}

function shareOf(values: readonly number[], isMeant: (value: number) => boolean): number {
  return values.length === 0 ? Number.NaN : values.filter(isMeant).length / values.length;
}

/** Of the same probes; empty where one of both is not known. */
function gapsOf(real: readonly number[], fake: readonly number[]): readonly number[] {
  return fake.flatMap((value, probe) => {
    const other = real[probe];
    return other === undefined ? [] : [other - value];
  });
}

/** How much the one changes with the other, by least squares; NaN for series of unequal length, and for a constant other. */
function slopeOf(one: readonly number[], other: readonly number[]): number {
  const [first, second] = [deviationsOf(one), deviationsOf(other)];
  return one.length === other.length ? productOf(first, second) / productOf(second, second) : Number.NaN;
}

function deviationsOf(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function productOf(some: readonly number[], others: readonly number[]): number {
  return some.reduce((sum, value, at) => sum + value * (others[at] ?? 0), 0);
}

/** Pearson's; NaN for series of unequal length, and for constant ones. */
function correlationOf(one: readonly number[], other: readonly number[]): number {
  if (one.length !== other.length || one.length === 0) return Number.NaN;
  const [first, second] = [deviationsOf(one), deviationsOf(other)];
  return productOf(first, second) / Math.sqrt(productOf(first, first) * productOf(second, second));
}

export const labelsAreNoise = defineRule({
  id: "labels-are-noise",
  mode: "F26",
  headline: "The discriminator's labels tell it nothing",
  severity: 4,
  maturity: "trial",
  needs: {
    auc: required("outputs/auc"),
    loss: required("discriminator/loss"),
    divergence: required("outputs/jensen-shannon"),
    spread: required("outputs/spread/real"),
    real: optional("discriminator/output/real"),
    fake: optional("discriminator/output/fake"),
    penalty: optional("penalty/r1"),
    gradient: optional("penalty/gradient"),
    updates: layers("discriminator/update-ratio/layers"),
  },
  thresholds: {
    awayAtMost: threshold(0.03, "share of the chance level", "losses from 1.34 to 1.43 for 2 ln 2 = 1.386"),
    wrongAtLeast: threshold(
      0.4,
      "share of 10 probes with AUC below ½",
      "a discriminator that learns from labels is wrong in order now and then at most",
    ),
    differAtLeast: threshold(
      0.2,
      "nats, median of 10 probes",
      "its outputs differ between real and generated: both are known to be far apart",
    ),
    spreadAtMost: threshold(
      0.05,
      "logits",
      "half of the labels flipped left .012 to .034; discriminators that lag behind a generator vary by .1 to .5",
    ),
    followsAtMost: threshold(
      -0.8,
      "correlation over 10 probes",
      "a loss with true labels falls as outputs part: −.95 to −1 where it learns slowly; with coins −.7 to .7",
    ),
    taughtAtMost: threshold(
      -0.18,
      "share of the chance level for a unit of the gap",
      "of slight outputs true labels give −.36 in the logistic loss, −.5 in the hinge, −2 in least squares; coins about 0",
    ),
    updateAtLeast: threshold(1e-5, "‖update‖ ÷ ‖weights‖", "one that is hardly trained has another failure"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: [
    "discriminator-learns-nothing",
    "discriminator-overpowers",
    "samples-collapse",
    "samples-repeat",
    "modes-are-missing",
    "noise-is-ignored",
    "quality-worsens",
    "samples-circle",
    "samples-chase",
    "outputs-swing",
    "losses-stand-at-chance",
  ],
  source: {
    cite: "Goodfellow et al. 2014, arXiv:1406.2661, §4.1",
    claim: "the best answer to labels that are coin tosses is one half, whatever the sample",
  },
  why: "A discriminator whose labels are noise pushes the generator at random.",
  remedies: [
    { do: "Check which labels real and generated samples get, in both steps" },
    { do: "Flip at most a tenth of the labels, and smooth those of real samples only" },
    { do: "Check that the discriminator's batches of real and generated samples are not mixed up" },
  ],
  shows: {
    away: { on: "loss", statistic: "distance of the loss from its chance level", against: "awayAtMost" },
    wrong: { on: "auc", statistic: "probes with the order of outputs reversed", against: "wrongAtLeast" },
    differ: {
      on: "divergence",
      statistic: "Jensen–Shannon divergence of outputs",
      against: "differAtLeast",
    },
    spread: { on: "spread", statistic: "spread of outputs on real samples", against: "spreadAtMost" },
    follows: {
      on: "loss",
      statistic: "its correlation with the gap between real and generated outputs",
      against: "followsAtMost",
    },
    taught: {
      on: "loss",
      statistic: "its change for a unit of that gap, over its chance level",
      against: "taughtAtMost",
    },
    update: { on: "updates", statistic: "largest update ratio of its layers", against: "updateAtLeast" },
  },
  example: {
    auc: Array.from({ length: 30 }, (_, probe) => [0.1, 0.8, 0.2, 0.05, 0.6][probe % 5] ?? 0),
    loss: steady(1.387, 30),
    divergence: steady(0.5, 30),
    spread: steady(0.015, 30),
  },
  measure: (
    { auc, loss, divergence, spread, real, fake, updates },
    _,
    { chanceLevel: { discriminator: level } },
  ) => {
    const differences = recentOf(divergence).toSorted((a, b) => a - b);
    const [losses, gaps] = [recentOf(loss), gapsOf(recentOf(real), recentOf(fake))];
    return {
      away: level !== null && level > 0 ? Math.abs(loss.value - level) / level : Number.NaN,
      wrong: shareOf(recentOf(auc), (value) => value < 1 / 2),
      differ: differences[differences.length >> 1] ?? Number.NaN,
      spread: spread.value,
      follows: correlationOf(losses, gaps),
      taught: slopeOf(losses, gaps) / (level ?? Number.NaN),
      update: largestOf(updates.map(latestOf)),
    };
  },
  judge({ away, wrong, differ, spread, follows, taught, update }, t, { penalty, gradient }) {
    if (Number.isNaN(away) || Number.isNaN(wrong)) {
      return { missing: ["outputs/auc", "discriminator/loss"] };
    }
    // A penalty that outweighs the game keeps outputs flat as well, and has a rule of its own.
    if (penalty !== null || gradient !== null || update < t.updateAtLeast) return "clear";
    // Outputs on which the loss depends are those that it is taught.
    const isTaught = follows <= t.followsAtMost || taught <= t.taughtAtMost;
    if (spread > t.spreadAtMost || isTaught) return "clear";
    const isUndecided = away <= t.awayAtMost && wrong >= t.wrongAtLeast;
    return isUndecided && differ >= t.differAtLeast ? "confirmed" : "clear";
  },
});
