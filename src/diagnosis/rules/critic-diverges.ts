/** Fires when a Wasserstein critic's estimate grows without bound: its slope is not held. */
import { growing, steady } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf, shareOfStart } from "../trends.ts";

const TREND_WINDOWS = 10;

export const criticDiverges = defineRule({
  id: "critic-diverges",
  mode: "F16",
  headline: "The critic's slope is not held",
  severity: 4,
  maturity: "trial",
  needs: {
    loss: required("discriminator/loss"),
    norm: optional("penalty/gradient-norm"),
    diversity: optional("samples/diversity-ratio"),
  },
  thresholds: {
    sizeAtLeast: threshold(100, "times its start", "estimates of held critics fall as the generator learns"),
    growthAtLeast: threshold(0.5, "share over 10 windows", "an exponential, not a drift"),
    normAtLeast: threshold(1.5, "gradient norm", "the penalty aims at 1"),
    diversityAtMost: threshold(0.3, "ratio to real samples", "unconstrained rings collapsed long before"),
  },
  heldFor: { windows: 5, of: 6 },
  arms: "after-warm-up",
  explains: ["loss-diverges", "samples-collapse", "gradients-explode"],
  source: {
    cite: "Gulrajani et al. 2017, arXiv:1704.00028, §3–4",
    claim: "the critic's loss estimates a distance only while its gradient norm is held near 1",
  },
  why: "A critic whose slope grows estimates nothing: its loss is the slope.",
  remedies: [
    { do: "Take the penalty's norm per sample, over all axes but the batch" },
    { do: "Raise the penalty's weight, and train the critic 3 to 5 times a round" },
    { do: "Normalise the data, and set Adam's β₁ to 0" },
    { do: "Use spectral normalisation", cite: "Miyato et al. 2018, arXiv:1802.05957" },
  ],
  shows: {
    size: { on: "loss", statistic: "size of the loss over its start", against: "sizeAtLeast" },
    growth: { on: "loss", statistic: "its change over 10 windows", against: "growthAtLeast" },
    norm: { on: "norm", statistic: "gradient norm at interpolates", against: "normAtLeast" },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtMost" },
  },
  example: { loss: [...steady(-2, 8), ...growing(-2, 1.5, 24)] },
  measure: ({ loss, norm, diversity }, _, { lossFamily }) => ({
    size: lossFamily === "wasserstein" ? Math.abs(shareOfStart(loss)) : Number.NaN,
    growth: Math.abs(changeOver(loss, TREND_WINDOWS)),
    norm: latestOf(norm),
    diversity: latestOf(diversity),
  }),
  judge({ size, growth, norm, diversity }, t) {
    // Other families have no critic; whoever logs the norm of a penalty has one.
    if (Number.isNaN(size)) return "clear";
    if (size < t.sizeAtLeast || growth < t.growthAtLeast) return "clear";
    return norm >= t.normAtLeast || diversity <= t.diversityAtMost ? "confirmed" : "suspected";
  },
});
