/** Fires when the discriminator's loss is next to nothing, sooner than a merely low one is believed. */
import { certaintyOf } from "../certainty.ts";
import { growing, steady } from "../example.ts";
import { ownLevelOf } from "../own-level.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf, latestOf } from "../trends.ts";

/** How many of the latest points are exactly 0, as a hinge is that no sample reaches. */
function zerosOf(loss: Reading): number {
  let count = 0;
  for (let back = 0; back < loss.windowCount; back++) {
    const { low, high, pointCount, nonFiniteCount } = loss.windowBefore(back);
    if (low !== 0 || high !== 0 || nonFiniteCount > 0) break;
    count += pointCount;
  }
  return count;
}

/** How many of the latest windows in a row lie at or below a limit; 0 where it is not known. */
function windowsBelow(loss: Reading, limit: number): number {
  let count = 0;
  while (count < loss.windowCount && loss.windowBefore(count).median <= limit) count++;
  return count;
}

export const discriminatorLossVanishes = defineRule({
  id: "discriminator-loss-vanishes",
  mode: "F04",
  headline: "The discriminator's loss has vanished",
  severity: 4,
  maturity: "trial",
  needs: {
    loss: required("discriminator/loss"),
    generator: optional("generator/loss"),
    accuracyReal: optional("discriminator/accuracy/real"),
    accuracyFake: optional("discriminator/accuracy/fake"),
    auc: optional("outputs/auc"),
    outputReal: optional("discriminator/output/real"),
    outputFake: optional("discriminator/output/fake"),
    energy: optional("samples/energy"),
    heldOut: optional("outputs/held-out-auc"),
  },
  thresholds: {
    lossAtMost: threshold(
      0.06,
      "share of its chance level",
      "0.083 of 2 ln 2; the lowest level that a healthy run of the corpus kept was .55",
    ),
    zerosAtLeast: threshold(50, "points of exactly 0", "of a hinge loss: no sample of any batch reaches it"),
    aucAtLeast: threshold(
      0.9,
      "probability",
      "outputs that overlap more are not those of the loss, such as several discriminators' in one histogram",
    ),
    knownAtMost: threshold(
      0.3,
      "share of its chance level",
      "smoothed labels keep the loss of a discriminator that never errs at a quarter",
    ),
    sureAtLeast: threshold(
      0.99,
      "mean output or accuracy on the worse side",
      "enough by itself where the loss has no known level: nothing is left in doubt",
    ),
    certainAtLeast: threshold(0.95, "mean output", "below it samples are in doubt, whatever the loss says"),
    lostAtMost: threshold(
      0.01,
      "share of its chance level",
      "0.014 of 2 ln 2; of healthy runs none had a window below .13",
    ),
    lostForAtLeast: threshold(
      7,
      "windows",
      "of a loss as low beside outputs without errors: each of seven labelled runs that kept it was lost",
    ),
    perfectAtLeast: threshold(0.995, "probability", "of outputs, for the same"),
    farAtLeast: threshold(
      0.05,
      "energy coefficient of pixels",
      "nearer ones are legible, whatever is thought of them",
    ),
    memorisedAtLeast: threshold(
      0.75,
      "AUC of training against held-out samples",
      "it knows its training samples by heart, which is another failure",
    ),
    accuracyAtLeast: threshold(0.97, "share", "below it there are errors to learn from"),
  },
  heldFor: { windows: 6, of: 7 },
  arms: "after-warm-up",
  explains: ["losses-say-discriminator-won", "generator-loss-rises-on", "discriminator-breaks-away"],
  source: {
    cite: "Arjovsky & Bottou 2017, arXiv:1701.04862, Theorem 2.4",
    claim: "the generator's gradient vanishes as the discriminator nears its optimum",
  },
  why: "A discriminator without any error has nothing to learn, and hardly anything to teach.",
  remedies: [
    { do: "Check that real and generated samples have the same range and layout" },
    { do: "Check that the generator is trained at all: its updates, learning rate and step" },
    { do: "Add an R1 penalty or spectral normalisation", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    { do: "Lower the discriminator's learning rate" },
  ],
  shows: {
    share: {
      on: "loss",
      statistic: "loss over its chance level, or a level of its own",
      against: "lossAtMost",
    },
    lostFor: {
      on: "loss",
      statistic: "windows with a hundredth of that level or less",
      against: "lostForAtLeast",
    },
    known: { on: "loss", statistic: "loss over a known chance level", against: "knownAtMost" },
    auc: { on: "auc", statistic: "area under the curve of real against fake", against: "aucAtLeast" },
    zeros: { on: "loss", statistic: "points of exactly 0", against: "zerosAtLeast" },
    certain: {
      on: "outputReal",
      statistic: "mean output on real samples, or 1 less that on generated ones",
      against: "certainAtLeast",
    },
    sure: {
      on: "loss",
      statistic: "mean output or accuracy on the worse side",
      against: "sureAtLeast",
    },
    real: { on: "accuracyReal", statistic: "accuracy on real samples", against: "accuracyAtLeast" },
    fake: { on: "accuracyFake", statistic: "accuracy on generated samples", against: "accuracyAtLeast" },
  },
  example: { loss: [...growing(1.3, 0.5, 10), ...steady(0.001, 14)] },
  measure: (readings, t, { chanceLevel, lossFamily }) => {
    const { loss, generator, accuracyReal, accuracyFake, auc, outputReal, outputFake } = readings;
    const level = chanceLevel.discriminator ?? ownLevelOf(loss, generator);
    // The sign of a critic's output is no accuracy.
    const isCritic = lossFamily === "wasserstein";
    const certain = certaintyOf(outputReal, outputFake);
    return {
      share: loss.hasBegun && level > 0 ? loss.value / level : Number.NaN,
      lostFor: loss.hasBegun && level > 0 ? windowsBelow(loss, t.lostAtMost * level) : 0,
      known: loss.value / (chanceLevel.discriminator ?? Number.NaN),
      auc: latestOf(auc),
      zeros: zerosOf(loss),
      certain,
      sure: isCritic
        ? Number.NaN
        : largestOf([certain, Math.min(latestOf(accuracyReal), latestOf(accuracyFake))]),
      real: latestOf(accuracyReal),
      fake: latestOf(accuracyFake),
    };
  },
  judge({ share, lostFor, known, auc, zeros, certain, sure, real, fake }, t, readings) {
    const { generator, loss, energy, heldOut } = readings;
    // Outputs that overlap say otherwise, however few of them are logged.
    if (auc < t.aucAtLeast) return "clear";
    const isPerfect = auc >= t.perfectAtLeast || (Number.isNaN(auc) && sure >= t.accuracyAtLeast);
    const isElse = latestOf(energy) < t.farAtLeast || latestOf(heldOut) >= t.memorisedAtLeast;
    if (isPerfect && lostFor >= t.lostForAtLeast && !isElse) return "confirmed";
    // A player that has not begun is logged as 0; the generator's loss shows that the game has.
    if (zeros >= t.zerosAtLeast && generator?.hasBegun === true) return "suspected";
    const isSure = sure >= t.sureAtLeast && loss.hasBegun && !(known > t.knownAtMost);
    if (isSure) return "suspected";
    if (Number.isNaN(share)) return { missing: ["outputs/auc"] };
    // Outputs in order leave little doubt: an error or two of few samples lie at the border.
    const errs =
      Number.isNaN(auc) &&
      (real < t.accuracyAtLeast || fake < t.accuracyAtLeast || certain < t.certainAtLeast);
    return share <= t.lossAtMost && !errs ? "suspected" : "clear";
  },
});
