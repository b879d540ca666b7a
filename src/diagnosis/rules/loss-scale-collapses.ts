/** Fires when mixed precision halves its scale again and again: gradients overflow at any scale. */
import { growing, steady } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { highestBefore } from "../trends.ts";

export const lossScaleCollapses = defineRule({
  id: "loss-scale-collapses",
  mode: "F09",
  headline: "Mixed precision overflows at any scale",
  severity: 3,
  maturity: "trial",
  needs: { scale: required("mixed-precision/scale") },
  thresholds: {
    shareAtMost: threshold(1 / 256, "share of its highest", "eight halvings more than were ever regained"),
    deadAtMost: threshold(1, "scale", "below 1 gradients overflow without any scaling"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  source: {
    cite: "Micikevicius et al. 2018, arXiv:1710.03740, §3.2",
    claim: "the scale is lowered when gradients overflow, and their step is skipped",
  },
  why: "Each overflow skips a step without a trace in the losses.",
  remedies: [
    { do: "Compute gradient penalties, logarithms and square roots in float32" },
    { do: "Clip gradients after unscaling them" },
    { do: "Use bfloat16" },
  ],
  shows: {
    share: { on: "scale", statistic: "scale over its highest", against: "shareAtMost" },
    scale: { on: "scale", statistic: "scale", against: "deadAtMost" },
  },
  example: { scale: [...steady(65_536, 10), ...growing(65_536, 0.4, 16)] },
  measure: ({ scale }) => ({ share: scale.value / highestBefore(scale), scale: scale.value }),
  judge({ share, scale }, t) {
    if (Number.isNaN(scale)) return { missing: ["mixed-precision/scale"] };
    if (scale < t.deadAtMost && share <= t.shareAtMost) return "confirmed";
    return share <= t.shareAtMost ? "suspected" : "clear";
  },
});
