/** Fires when a Wasserstein critic's estimate grows without bound: its slope is not held. */
import { growing, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf, shareOfStart } from "../trends.ts";

const TREND_WINDOWS = 10;

/** The latest value over that of half the log before; NaN of a log too short for both halves to have a course. */
function overMiddleOf(reading: Reading | null): number {
  if (reading === null || reading.windowCount < TREND_WINDOWS) return Number.NaN;
  return reading.value / reading.medianOfWindows((reading.windowCount >> 1) + 1, MIDDLE_WINDOWS);
}
/** Windows about the middle of a log of which the median is taken. */
const MIDDLE_WINDOWS = 3;

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
    spread: optional("outputs/spread/real"),
    auc: optional("outputs/auc"),
    penalty: optional("penalty/gradient"),
  },
  thresholds: {
    sizeAtLeast: threshold(100, "times its start", "estimates of held critics fall as the generator learns"),
    growthAtLeast: threshold(0.5, "share over 10 windows", "an exponential, not a drift"),
    boundAtLeast: threshold(
      1000,
      "loss, or spread of outputs on real samples",
      "a slope of 1 cannot give more than the data's diameter: 887 for colour images of 256 × 256 in [−1, 1]",
    ),
    steeperAtLeast: threshold(
      4,
      "times the spread of its start",
      "without a logged penalty: held critics spread less as samples come nearer",
    ),
    growsAtLeast: threshold(
      2,
      "times the spread of half the log before",
      "the same of one that goes on and on: held critics spread less and less",
    ),
    wideAtLeast: threshold(2, "spread of outputs on real samples", "clipped weights begin far below"),
    tellsAtMost: threshold(
      0.75,
      "AUC, median of 10 probes",
      "outputs that spread without telling more: the slope grows, not the knowledge",
    ),
    normAtLeast: threshold(1.5, "gradient norm", "the penalty aims at 1"),
    diversityAtMost: threshold(0.3, "ratio to real samples", "unconstrained rings collapsed long before"),
  },
  heldFor: { windows: 5, of: 6 },
  arms: "after-warm-up",
  explains: ["loss-diverges", "samples-collapse", "gradients-explode", "critic-changes-sides"],
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
    most: { on: "loss", statistic: "largest loss of the window", against: "boundAtLeast" },
    spread: { on: "spread", statistic: "spread of outputs on real samples", against: "boundAtLeast" },
    steeper: {
      on: "spread",
      statistic: "that spread over its start",
      against: "steeperAtLeast",
    },
    grows: {
      on: "spread",
      statistic: "that spread over what it was half the log before",
      against: "growsAtLeast",
    },
    auc: { on: "auc", statistic: "median area under the curve of 10 probes", against: "tellsAtMost" },
    norm: { on: "norm", statistic: "gradient norm at interpolates", against: "normAtLeast" },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtMost" },
  },
  example: { loss: [...steady(-2, 8), ...growing(-2, 1.5, 24)] },
  measure: ({ loss, norm, diversity, spread, auc }, _, { lossFamily }) => ({
    size: lossFamily === "wasserstein" ? Math.abs(shareOfStart(loss)) : Number.NaN,
    growth: Math.abs(changeOver(loss, TREND_WINDOWS)),
    most: Math.max(Math.abs(loss.window.low), Math.abs(loss.window.high)),
    spread: latestOf(spread),
    steeper: shareOfStart(spread),
    grows: overMiddleOf(spread),
    auc: auc === null ? Number.NaN : auc.medianOfWindows(TREND_WINDOWS - 1, TREND_WINDOWS),
    norm: latestOf(norm),
    diversity: latestOf(diversity),
  }),
  judge({ size, growth, most, spread, steeper, grows, auc, norm, diversity }, t, { penalty }) {
    // Other families have no critic; whoever logs the norm of a penalty has one.
    if (Number.isNaN(size)) return "clear";
    // Spreads do not depend on how a loss is summed over outputs or patches, nor on a drift that both sides share.
    // Of data in large units, such as bytes, a critic that is fined for its slope estimates as much all the time.
    const mayBeHeld = penalty !== null && !(grows >= t.growsAtLeast) && !(growth >= t.growthAtLeast);
    if (spread >= t.boundAtLeast && !mayBeHeld) return "confirmed";
    const isGrowing = size >= t.sizeAtLeast && growth >= t.growthAtLeast;
    if (isGrowing && (norm >= t.normAtLeast || diversity <= t.diversityAtMost)) return "confirmed";
    const isBeyond = most >= t.boundAtLeast && Number.isNaN(spread) && !mayBeHeld;
    const hasGrown = steeper >= t.steeperAtLeast || grows >= t.growsAtLeast;
    const isSteeper = spread >= t.wideAtLeast && hasGrown && auc <= t.tellsAtMost;
    return isGrowing || isBeyond || (isSteeper && penalty === null) ? "suspected" : "clear";
  },
});
