/** Tells when the discriminator stays perfect against samples that are as varied as the data. */
import { steady } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

export const discriminatorUsesShortcut = defineRule({
  id: "discriminator-uses-shortcut",
  mode: "F21",
  headline: "The discriminator may use a shortcut",
  severity: 1,
  maturity: "trial",
  needs: {
    auc: required("outputs/auc"),
    diversity: required("samples/diversity-ratio"),
    excess: required("samples/range-excess"),
  },
  thresholds: {
    aucAtLeast: threshold(0.998, "probability", "perfect for the whole run, whatever the samples"),
    diversityAtLeast: threshold(0.8, "ratio to real samples", "samples as varied as the data"),
    excessAtMost: threshold(0.05, "share of real values", "a gap in range is another failure"),
    patience: threshold(20, "windows", "early discriminators are right for good reason"),
  },
  heldFor: { windows: 10, of: 12 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "seungwonpark/melgan#3",
    claim: "a discriminator may learn that only real data are quantised",
  },
  why: "Traces of the data's processing that samples lack (quantisation, borders, JPEG) need no understanding.",
  remedies: [
    { do: "Pass real and generated samples through the same resizing, quantisation and padding" },
    { do: "Blur both a little and see whether the discriminator stays right" },
    { do: "Add noise to both" },
  ],
  shows: {
    auc: { on: "auc", statistic: "area under the curve of real against fake", against: "aucAtLeast" },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtLeast" },
    excess: { on: "excess", statistic: "real values beyond generated ones", against: "excessAtMost" },
    windows: { on: "auc", statistic: "probes so far", against: "patience" },
  },
  example: { auc: steady(1, 40), diversity: steady(0.95, 40), excess: steady(0.001, 40) },
  measure: ({ auc, diversity, excess }) => ({
    auc: auc.value,
    diversity: diversity.value,
    excess: excess.value,
    windows: auc.windowCount,
  }),
  judge({ auc, diversity, excess, windows }, t) {
    if (Number.isNaN(auc)) return { missing: ["outputs/auc"] };
    const isPerfect = auc >= t.aucAtLeast && windows >= t.patience;
    const areGood = diversity >= t.diversityAtLeast && excess <= t.excessAtMost;
    return isPerfect && areGood ? "suspected" : "clear";
  },
});
