/** Fires when all kinds of data are generated, each with little variety. */
import { ramp, steady } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf } from "../trends.ts";

const PROGRESS_WINDOWS = 10;

export const classesLackVariety = defineRule({
  id: "classes-lack-variety",
  mode: "F23",
  headline: "Samples of a kind are too much alike",
  severity: 3,
  maturity: "trial",
  needs: {
    precision: required("features/precision"),
    recall: required("features/recall"),
    missing: optional("classes/missing"),
    diversity: optional("features/diversity-ratio"),
  },
  thresholds: {
    precisionAtLeast: threshold(0.8, "share", "single samples are good"),
    recallAtMost: threshold(0.2, "share", "they lie around few of the real ones"),
    diversityAtLeast: threshold(
      0.7,
      "ratio to real samples",
      "samples of all kinds lie nearly as far apart as the data; with less it is a collapse",
    ),
    progressAtLeast: threshold(0.05, "share over 10 probes", "variety that still grows is not lacking yet"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Kynkäänniemi et al. 2019, arXiv:1904.06991, §3",
    claim: "high precision with low recall is quality bought with variety",
  },
  why: "Each class being there does not mean that its variety is.",
  remedies: [
    { do: "Turn truncation off while measuring" },
    { do: "Add minibatch statistics to the discriminator", cite: "Karras et al. 2018, arXiv:1710.10196" },
    { do: "Train longer with augmentation of both real and generated samples" },
  ],
  shows: {
    precision: { on: "precision", statistic: "precision", against: "precisionAtLeast" },
    recall: { on: "recall", statistic: "recall", against: "recallAtMost" },
    missing: { on: "missing", statistic: "classes without a sample" },
    diversity: { on: "diversity", statistic: "diversity of all samples", against: "diversityAtLeast" },
    progress: { on: "recall", statistic: "change of recall over 10 probes" },
  },
  example: { precision: steady(0.92, 26), recall: [...ramp(0.5, 0.1, 10), ...steady(0.08, 16)] },
  measure: ({ precision, recall, missing, diversity }) => ({
    precision: precision.value,
    recall: recall.value,
    missing: latestOf(missing),
    diversity: latestOf(diversity),
    progress: changeOver(recall, PROGRESS_WINDOWS),
  }),
  judge({ precision, recall, missing, diversity, progress }, t) {
    if (Number.isNaN(precision) || Number.isNaN(recall)) {
      return { missing: ["features/precision", "features/recall"] };
    }
    const isNarrow = precision >= t.precisionAtLeast && recall <= t.recallAtMost;
    // With classes missing, or all samples alike, it is another failure; and what grows is not lacking.
    if (!isNarrow || missing > 0 || diversity < t.diversityAtLeast || !(progress < t.progressAtLeast))
      return "clear";
    return missing === 0 ? "confirmed" : "suspected";
  },
});
