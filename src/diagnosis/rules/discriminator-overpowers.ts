/** Fires when the discriminator separates real from generated perfectly and the generator no longer learns from it. */
import { medianOf, type Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

/** Windows at a run's start whose median is what a signal is compared with. */
const START_WINDOWS = 5;

/** The signal now as a share of what it was at the start; NaN where it is not logged. */
function shareOfStart(reading: Reading | null): number {
  if (reading === null) return Number.NaN;
  return reading.value / medianOf(reading.first(START_WINDOWS).map(({ median }) => median));
}

export const discriminatorOverpowers = defineRule({
  id: "discriminator-overpowers",
  mode: "F04",
  headline: "The discriminator has won and starves the generator",
  severity: 4,
  maturity: "trial",
  needs: {
    auc: required("outputs/auc"),
    signal: optional("generator/signal-at-samples"),
    gradient: optional("generator/gradient-norm"),
    displacement: optional("samples/displacement"),
  },
  thresholds: {
    aucAtLeast: threshold(0.995, "probability", "pilot runs with a useful discriminator stayed below"),
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
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  vouchesFor: "balance",
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
  },
  measure: ({ auc, signal, gradient, displacement }) => ({
    auc: auc.value,
    signal: shareOfStart(signal),
    gradient: shareOfStart(gradient),
    displacement: displacement?.value ?? Number.NaN,
  }),
  judge({ auc, signal, gradient, displacement }, t) {
    if (auc < t.aucAtLeast) return "clear";
    const isStarved =
      signal <= t.signalAtMost || gradient <= t.signalAtMost || displacement <= t.displacementAtMost;
    return isStarved ? "confirmed" : "suspected";
  },
});
