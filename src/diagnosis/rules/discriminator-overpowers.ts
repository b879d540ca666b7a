/** Fires when the discriminator separates real from generated perfectly and the generator no longer learns from it. */
import { growing, steady } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf, shareOfStart } from "../trends.ts";

const PROGRESS_WINDOWS = 10;

export const discriminatorOverpowers = defineRule({
  id: "discriminator-overpowers",
  mode: "F04",
  headline: "The discriminator has won and starves the generator",
  severity: 4,
  maturity: "measured",
  needs: {
    auc: required("outputs/auc"),
    signal: optional("generator/signal-at-samples"),
    gradient: optional("generator/gradient-norm"),
    displacement: optional("samples/displacement"),
    quality: optional("quality/frechet-distance"),
    chance: optional("quality/frechet-chance"),
  },
  thresholds: {
    aucAtLeast: threshold(0.995, "probability", "pilot runs with a useful discriminator stayed below"),
    aheadAtLeast: threshold(
      0.975,
      "probability",
      "enough where samples are known to be bad and to stay so; of better ones it may be early",
    ),
    farAtLeast: threshold(10, "times the distance's chance level", "healthy runs end below 5"),
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
    progressAtLeast: threshold(0.05, "share", "a starved generator gets no closer to the data"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  vouchesFor: "balance",
  explains: ["losses-say-discriminator-won", "discriminator-uses-shortcut"],
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
    signal: { on: "signal", statistic: "gradient at the samples over its start", against: "signalAtMost" },
    gradient: { on: "gradient", statistic: "gradient norm over its start", against: "signalAtMost" },
    displacement: {
      on: "displacement",
      statistic: "movement of fixed-noise samples",
      against: "displacementAtMost",
    },
    progress: { on: "quality", statistic: "change of the distance to the data over 10 probes" },
    far: { on: "quality", statistic: "distance to the data over its chance level", against: "farAtLeast" },
  },
  example: { auc: steady(0.999, 24), gradient: growing(1, 0.8, 24) },
  measure: ({ auc, signal, gradient, displacement, quality, chance }) => ({
    auc: auc.value,
    signal: shareOfStart(signal),
    gradient: shareOfStart(gradient),
    displacement: latestOf(displacement),
    progress: changeOver(quality, PROGRESS_WINDOWS),
    far: latestOf(quality) / latestOf(chance),
  }),
  judge({ auc, signal, gradient, displacement, progress, far }, t, { quality }) {
    if (Number.isNaN(auc)) return { missing: ["outputs/auc"] };
    // Whatever the gradient's size: it leads nowhere.
    const staysFar = far >= t.farAtLeast && progress > -t.progressAtLeast;
    if (staysFar && auc >= t.aheadAtLeast) return "confirmed";
    if (auc < t.aucAtLeast) return "clear";
    if ([signal, gradient, displacement].every(Number.isNaN)) return "suspected";
    const isStarved =
      signal <= t.signalAtMost || gradient <= t.signalAtMost || displacement <= t.displacementAtMost;
    // Being right is the discriminator's task: only a generator that stands still has lost.
    if (!isStarved) return "clear";
    const mayImprove = quality !== null && !(progress > -t.progressAtLeast);
    return mayImprove ? "suspected" : "confirmed";
  },
});
