/** Fires when the discriminator tells its training samples from held-out ones, more and more. */

import { medianOf } from "../baseline.ts";
import { ramp } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf, startOf } from "../trends.ts";

const TREND_WINDOWS = 10;

interface MeanOutputs {
  readonly real: Reading | null;
  readonly fake: Reading | null;
  readonly heldOutMean: Reading | null;
}

/**
 * How far outputs on held-out samples have gone from those on training samples to those on generated ones, by medians
 * of ten windows: 0 for none, 1 for all the way. NaN where the two lie no farther apart than the first one wanders.
 */
function strayedOf({ real, fake, heldOutMean }: MeanOutputs): number {
  if (real === null || fake === null || heldOutMean === null) return Number.NaN;
  const [onReal, onFake, onHeldOut] = [real, fake, heldOutMean].map((one) =>
    one.recent(TREND_WINDOWS).map(({ median }) => median),
  );
  if (onReal === undefined || onFake === undefined || onHeldOut === undefined) return Number.NaN;
  if ([onReal, onFake, onHeldOut].some(({ length }) => length < TREND_WINDOWS)) return Number.NaN;
  const gap = medianOf(onReal) - medianOf(onFake);
  const wanders = Math.max(...onHeldOut) - Math.min(...onHeldOut);
  return gap > wanders ? (medianOf(onReal) - medianOf(onHeldOut)) / gap : Number.NaN;
}

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
    heldOutMean: optional("discriminator/output/held-out"),
    real: optional("discriminator/output/real"),
    fake: optional("discriminator/output/fake"),
  },
  thresholds: {
    aucAtLeast: threshold(0.58, "probability", "healthy runs fluctuate within .48 to .57"),
    riseAtLeast: threshold(0.05, "probability above its start", "an own baseline: held-out data may differ"),
    strayedAtLeast: threshold(
      0.5,
      "share of the way from training to generated samples",
      "of mean outputs on held-out samples; 0 without memorising, 1 where these are as good as generated",
    ),
    passedAtLeast: threshold(0.9, "share of the same way", "held-out samples pass for generated ones"),
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
    strayed: {
      on: "heldOutMean",
      statistic: "way of mean outputs on held-out samples from training to generated ones",
      against: "strayedAtLeast",
    },
    sign: { on: "sign", statistic: "mean sign of outputs on training samples", against: "signAtLeast" },
    progress: { on: "quality", statistic: "change of the distance to the data over 10 probes" },
  },
  example: { heldOut: ramp(0.5, 0.72, 30) },
  measure: ({ heldOut, sign, quality, ...means }) => ({
    heldOut: latestOf(heldOut),
    rise: latestOf(heldOut) - startOf(heldOut),
    strayed: strayedOf(means),
    sign: latestOf(sign),
    progress: changeOver(quality, TREND_WINDOWS),
  }),
  judge({ heldOut, rise, strayed, sign, progress }, t, { heldOutMean }) {
    const worsens = progress > 0;
    if (Number.isNaN(heldOut) && heldOutMean !== null) {
      if (!(strayed >= t.strayedAtLeast)) return "clear";
      return strayed >= t.passedAtLeast && !(progress <= -t.progressAtLeast) ? "confirmed" : "suspected";
    }
    if (Number.isNaN(heldOut)) {
      if (Number.isNaN(sign)) return { missing: ["outputs/held-out-auc"] };
      // Signs alone cannot tell memorising from being right.
      return sign >= t.signAtLeast && worsens ? "suspected" : "clear";
    }
    if (heldOut < t.aucAtLeast || rise < t.riseAtLeast) return "clear";
    return progress <= -t.progressAtLeast ? "suspected" : "confirmed";
  },
});
