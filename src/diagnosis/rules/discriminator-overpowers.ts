/** Fires when the discriminator separates real from generated perfectly and the generator no longer learns from it. */

import { certaintyOf } from "../certainty.ts";
import { growing, steady } from "../example.ts";
import { ownLevelOf } from "../own-level.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { stepsOfTraining } from "../training-steps.ts";
import { changeOver, latestOf, shareOfStart } from "../trends.ts";

const PROGRESS_WINDOWS = 10;

export const discriminatorOverpowers = defineRule({
  id: "discriminator-overpowers",
  mode: "F04",
  headline: "The discriminator has won and starves the generator",
  severity: 4,
  maturity: "measured",
  needs: {
    auc: optional("outputs/auc"),
    loss: optional("discriminator/loss"),
    generator: optional("generator/loss"),
    accuracyReal: optional("discriminator/accuracy/real"),
    accuracyFake: optional("discriminator/accuracy/fake"),
    outputReal: optional("discriminator/output/real"),
    outputFake: optional("discriminator/output/fake"),
    signal: optional("generator/signal-at-samples"),
    gradient: optional("generator/gradient-norm"),
    displacement: optional("samples/displacement"),
    quality: optional("quality/frechet-distance"),
    chance: optional("quality/frechet-chance"),
    energy: optional("samples/energy"),
    heldOut: optional("outputs/held-out-auc"),
  },
  thresholds: {
    aucAtLeast: threshold(0.995, "probability", "pilot runs with a useful discriminator stayed below"),
    certainAtLeast: threshold(
      0.97,
      "accuracy, or mean probability, on the worse side",
      "without histograms: below it there are errors to learn from",
    ),
    lossAtMost: threshold(
      0.15,
      "share of its chance level",
      "without histograms: outputs near 0 and 1 are only sure of themselves where the loss says so",
    ),
    undecidedAtLeast: threshold(
      0.9,
      "share of its chance level",
      "outputs in perfect order that lie next to each other: their loss is one half for each sample",
    ),
    aheadAtLeast: threshold(
      0.975,
      "probability",
      "enough where samples are known to be bad and to stay so; of better ones it may be early",
    ),
    farAtLeast: threshold(10, "times the distance's chance level", "healthy runs end below 5"),
    energyAtLeast: threshold(
      0.1,
      "energy coefficient of pixels",
      "no digit that can be read lay as far from real ones",
    ),
    memorisedAtLeast: threshold(
      0.75,
      "AUC of training against held-out samples",
      "it knows its training samples by heart, which is another failure",
    ),
    signalAtMost: threshold(
      0.1,
      "share of its start",
      "a tenfold loss of gradient is beyond the usual decline",
    ),
    displacementAtMost: threshold(
      0.02,
      "share of the data's scale",
      "fixed-noise samples of learning generators move more",
    ),
    approachAtLeast: threshold(
      0.2,
      "share over 10 probes",
      "pixels of learning runs come nearer by half in a few",
    ),
    patience: threshold(
      900,
      "steps",
      "an MLP on MNIST stood as far from its data for 700 steps and came to draw digits",
    ),
    progressAtLeast: threshold(0.05, "share", "a starved generator gets no closer to the data"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  vouchesFor: "balance",
  explains: [
    "losses-say-discriminator-won",
    "discriminator-breaks-away",
    "generator-loss-rises-on",
    "discriminator-uses-shortcut",
  ],
  source: {
    cite: "Arjovsky & Bottou 2017, arXiv:1701.04862, Theorem 2.4",
    claim: "the generator's gradient vanishes as the discriminator nears its optimum",
  },
  why: "A discriminator that is always right tells the generator nothing about how to improve.",
  remedies: [
    { do: "Check first that real and generated samples have the same range, size and layout" },
    { do: "Use the non-saturating, hinge or Wasserstein loss for the generator" },
    { do: "Add an R1 penalty or spectral normalisation", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    { do: "Add noise to both real and generated samples", cite: "Sønderby et al. 2017, arXiv:1610.04490" },
    { do: "Lower the discriminator's learning rate, or train it fewer times per round" },
  ],
  shows: {
    auc: { on: "auc", statistic: "area under the curve of real against fake", against: "aucAtLeast" },
    accurate: {
      on: "accuracyReal",
      statistic: "accuracy on the worse side",
      against: "certainAtLeast",
    },
    certain: {
      on: "outputReal",
      statistic: "mean output on real samples, or 1 less that on generated ones",
      against: "certainAtLeast",
    },
    share: { on: "loss", statistic: "loss over its chance level", against: "lossAtMost" },
    signal: { on: "signal", statistic: "gradient at the samples over its start", against: "signalAtMost" },
    gradient: { on: "gradient", statistic: "gradient norm over its start", against: "signalAtMost" },
    displacement: {
      on: "displacement",
      statistic: "movement of fixed-noise samples, at most, over a window",
      against: "displacementAtMost",
    },
    progress: { on: "quality", statistic: "change of the distance to the data over 10 probes" },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "energyAtLeast" },
    heldOut: {
      on: "heldOut",
      statistic: "area under the curve of training against held-out samples",
      against: "memorisedAtLeast",
    },
    steps: { on: "auc", statistic: "steps of training", against: "patience" },
    approach: { on: "energy", statistic: "its change over 10 probes" },
    far: { on: "quality", statistic: "distance to the data over its chance level", against: "farAtLeast" },
  },
  example: { auc: steady(0.999, 24), gradient: growing(1, 0.8, 24) },
  measure: (readings, _, { chanceLevel, stepUnit }) => {
    const level = chanceLevel.discriminator ?? ownLevelOf(readings.loss, readings.generator);
    const { signal, gradient, displacement, quality, chance, energy, heldOut } = readings;
    return {
      auc: latestOf(readings.auc),
      accurate: Math.min(latestOf(readings.accuracyReal), latestOf(readings.accuracyFake)),
      certain: certaintyOf(readings.outputReal, readings.outputFake),
      share: level > 0 ? latestOf(readings.loss) / level : Number.NaN,
      signal: shareOfStart(signal),
      gradient: shareOfStart(gradient),
      // From one probe to the next: the more of them in a window, the less each may be.
      displacement: latestOf(displacement) * (displacement?.window.pointCount ?? 1),
      progress: changeOver(quality, PROGRESS_WINDOWS),
      far: latestOf(quality) / latestOf(chance),
      energy: latestOf(energy),
      steps: stepsOfTraining([readings.auc, readings.loss, quality, energy], stepUnit),
      approach: changeOver(energy, Math.min(energy?.windowCount ?? 0, PROGRESS_WINDOWS)),
      heldOut: latestOf(heldOut),
    };
  },
  judge(measured, t, { quality, energy: logged }) {
    const { auc, accurate, certain, share, signal, gradient, displacement, progress } = measured;
    if ([auc, accurate, certain].every(Number.isNaN)) return { missing: ["outputs/auc"] };
    if (measured.heldOut >= t.memorisedAtLeast || share >= t.undecidedAtLeast) return "clear";
    // Outputs know more than their accuracy, and that more than their means.
    const sure = Number.isNaN(accurate) ? certain : accurate;
    const isSure = sure >= t.certainAtLeast && share <= t.lossAtMost;
    const isAhead = Number.isNaN(auc) ? isSure : auc >= t.aheadAtLeast;
    const isPerfect = Number.isNaN(auc) ? isSure : auc >= t.aucAtLeast;
    // Features keep away from samples whose pixels have come near, such as legible digits of a plain network.
    const isNear = measured.energy < t.energyAtLeast / 2;
    // Whatever the gradient's size: it leads nowhere.
    const staysFar =
      (measured.far >= t.farAtLeast && progress > -t.progressAtLeast && !isNear) ||
      (measured.energy >= t.energyAtLeast && measured.approach > -t.approachAtLeast);
    if (staysFar && isAhead) return measured.steps < t.patience ? "suspected" : "confirmed";
    if (!isPerfect) return "clear";
    const isKnown = ![signal, gradient, displacement].every(Number.isNaN);
    // Means of a batch alone say too little, and the rule of losses reads them.
    if (!isKnown) return Number.isNaN(auc) || logged !== null ? "clear" : "suspected";
    const isStarved =
      signal <= t.signalAtMost || gradient <= t.signalAtMost || displacement <= t.displacementAtMost;
    // Being right is the discriminator's task: only a generator that stands still has lost.
    if (!isStarved) return "clear";
    const mayImprove = quality !== null && !(progress > -t.progressAtLeast);
    return mayImprove || Number.isNaN(auc) ? "suspected" : "confirmed";
  },
});
