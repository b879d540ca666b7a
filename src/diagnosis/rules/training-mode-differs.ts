/** Fires when the generator draws other samples in training mode than in evaluation mode: its normalisation leans on the batch. */
import { steady } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

export const trainingModeDiffers = defineRule({
  id: "training-mode-differs",
  mode: "F22",
  headline: "Samples depend on the batch they are in",
  severity: 3,
  maturity: "trial",
  needs: { effect: required("samples/mode-effect") },
  thresholds: {
    effectAtLeast: threshold(
      0.35,
      "share of the distance of two samples",
      "digits drawn by batch normalisation over 64 change by .05 to .2, over 4 by .4 to .65",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Salimans et al. 2016, arXiv:1606.03498, §3.4",
    claim: "batch normalisation makes a sample depend on the others of its batch",
  },
  why: "The discriminator judges samples of one mode, and what is kept draws those of the other.",
  remedies: [
    { do: "Raise the batch size: statistics of fewer than eight samples are noise" },
    { do: "Use layer or instance normalisation in the generator, or virtual batch normalisation" },
    { do: "Gather the running statistics anew from many batches before sampling" },
  ],
  shows: {
    effect: {
      on: "effect",
      statistic: "what training mode changes in a sample",
      against: "effectAtLeast",
    },
  },
  example: { effect: [...steady(0.2, 10), ...steady(0.7, 14)] },
  measure: ({ effect }) => ({ effect: effect.value }),
  judge({ effect }, t) {
    if (Number.isNaN(effect)) return { missing: ["samples/mode-effect"] };
    return effect >= t.effectAtLeast ? "confirmed" : "clear";
  },
});
