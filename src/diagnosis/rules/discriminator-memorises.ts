/** Fires when the discriminator tells its training samples from held-out ones, more and more. */
import { ramp } from "../example.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf, startOf } from "../trends.ts";

const TREND_WINDOWS = 10;

export const discriminatorMemorises = defineRule({
  id: "discriminator-memorises",
  mode: "F06",
  headline: "The discriminator memorises its training samples",
  severity: 3,
  maturity: "trial",
  needs: {
    heldOut: optional("outputs/held-out-auc"),
    sign: optional("outputs/real-sign"),
    quality: optional("quality/frechet-distance"),
  },
  thresholds: {
    aucAtLeast: threshold(0.58, "probability", "healthy runs fluctuate within .48 to .57"),
    riseAtLeast: threshold(0.05, "probability above its start", "an own baseline: held-out data may differ"),
    signAtLeast: threshold(0.8, "mean sign of real outputs", "adaptive augmentation aims at .6"),
    progressAtLeast: threshold(0.05, "share over 10 probes", "large runs memorise and improve all the same"),
  },
  heldFor: { windows: 5, of: 6 },
  arms: "after-warm-up",
  explains: ["discriminator-uses-shortcut", "augmentation-runs-away", "training-data-copied"],
  source: {
    cite: "Karras et al. 2020, arXiv:2006.06676, §2–3",
    claim: "with few data the discriminator's outputs on training and held-out samples drift apart",
  },
  why: "What a discriminator knows by heart is no help to the generator with new samples.",
  remedies: [
    { do: "Augment real and generated samples alike", cite: "Zhao et al. 2020, arXiv:2006.10738" },
    { do: "Use adaptive augmentation with a target of 0.6", cite: "Karras et al. 2020, arXiv:2006.06676" },
    { do: "Raise the R1 penalty, or add dropout to the discriminator" },
    { do: "Get more data, or stop at the lowest distance to held-out data" },
  ],
  shows: {
    heldOut: {
      on: "heldOut",
      statistic: "area under the curve of training against held-out samples",
      against: "aucAtLeast",
    },
    rise: { on: "heldOut", statistic: "its rise since the start", against: "riseAtLeast" },
    sign: { on: "sign", statistic: "mean sign of outputs on training samples", against: "signAtLeast" },
    progress: { on: "quality", statistic: "change of the distance to the data over 10 probes" },
  },
  example: { heldOut: ramp(0.5, 0.72, 30) },
  measure: ({ heldOut, sign, quality }) => ({
    heldOut: latestOf(heldOut),
    rise: latestOf(heldOut) - startOf(heldOut),
    sign: latestOf(sign),
    progress: changeOver(quality, TREND_WINDOWS),
  }),
  judge({ heldOut, rise, sign, progress }, t) {
    const worsens = progress > 0;
    if (Number.isNaN(heldOut)) {
      if (Number.isNaN(sign)) return { missing: ["outputs/held-out-auc"] };
      // Signs alone cannot tell memorising from being right.
      return sign >= t.signAtLeast && worsens ? "suspected" : "clear";
    }
    if (heldOut < t.aucAtLeast || rise < t.riseAtLeast) return "clear";
    return progress <= -t.progressAtLeast ? "suspected" : "confirmed";
  },
});
