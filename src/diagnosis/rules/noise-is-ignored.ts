/** Fires when the generator gives the same sample for every noise. */
import { ramp, steady } from "../example.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf } from "../trends.ts";

export const noiseIsIgnored = defineRule({
  id: "noise-is-ignored",
  mode: "F14",
  headline: "Every noise gives the same sample",
  severity: 5,
  maturity: "measured",
  needs: {
    diversity: optional("samples/diversity-ratio"),
    features: optional("features/diversity-ratio"),
    variety: optional("samples/variety"),
    contrast: optional("samples/contrast"),
  },
  thresholds: {
    diversityAtMost: threshold(
      0.05,
      "ratio to real samples",
      "untrained generators lie above .07, rings that ignored their noise below .05",
    ),
    varietyAtMost: threshold(
      0.05,
      "ratio to unrelated samples",
      "one sample over and over, give or take the rounding of its pixels",
    ),
    contrastAtMost: threshold(0.004, "share of the range", "one flat colour: a grey level of 255"),
    patience: threshold(8, "probes", "without real samples: untrained generators are as flat"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-first-samples",
  games: ["generative"],
  explains: [
    "samples-collapse",
    "samples-repeat",
    "samples-chase",
    "modes-are-missing",
    "checkerboard-pattern",
  ],
  source: {
    cite: "Mao et al. 2019, arXiv:1903.05628, §3.1",
    claim: "a generator that ignores its noise is seen by the distance of samples over that of their noise",
  },
  why: "What does not depend on the noise is one sample, not a distribution.",
  remedies: [
    {
      do: "Check what leaves a generator nothing to learn: gradients that are not zeroed at each step, or data beyond the range of its last activation",
    },
    { do: "Check that new noise is drawn at every step, and that its scale is near 1" },
    {
      do: "Let the Python client's preflight compare the noise of the first steps: samples drawn from the very noise that a generator was trained on do not show that it knows no other",
    },
    { do: "Normalise the first layers of the generator, or lower its learning rate" },
    { do: "Add a mode-seeking term", cite: "Mao et al. 2019, arXiv:1903.05628" },
    { do: "In image translation, lower the weight of the reconstruction loss" },
  ],
  shows: {
    diversity: {
      on: "diversity",
      statistic: "pairwise distance of fakes over that of reals",
      against: "diversityAtMost",
    },
    features: {
      on: "features",
      statistic: "pairwise feature distance of fakes over that of reals",
      against: "diversityAtMost",
    },
    variety: { on: "variety", statistic: "variety of samples", against: "varietyAtMost" },
    contrast: { on: "contrast", statistic: "contrast of samples", against: "contrastAtMost" },
    windows: { on: "contrast", statistic: "probes so far", against: "patience" },
  },
  example: { diversity: [...ramp(0.2, 0.005, 12), ...steady(0.004, 14)] },
  measure: ({ diversity, features, variety, contrast }) => ({
    diversity: latestOf(diversity),
    features: latestOf(features),
    variety: latestOf(variety),
    contrast: latestOf(contrast),
    windows: contrast?.windowCount ?? Number.NaN,
  }),
  judge({ diversity, features, variety, contrast, windows }, t) {
    if (diversity <= t.diversityAtMost || features <= t.diversityAtMost) return "confirmed";
    if (!Number.isNaN(diversity) || !Number.isNaN(features)) return "clear";
    if (Number.isNaN(contrast)) return { missing: ["samples/diversity-ratio", "samples/variety"] };
    const areOne = contrast <= t.contrastAtMost || variety <= t.varietyAtMost;
    if (!areOne) return "clear";
    return windows >= t.patience ? "confirmed" : "suspected";
  },
});
