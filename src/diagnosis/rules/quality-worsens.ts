/** Fires when the distance to the data has become far larger than it was. */
import { ramp, steady } from "../example.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf, lowestBefore } from "../trends.ts";

export const qualityWorsens = defineRule({
  id: "quality-worsens",
  mode: "F28",
  headline: "Samples were far better before",
  severity: 4,
  maturity: "trial",
  needs: {
    distance: optional("quality/frechet-distance"),
    kernel: optional("quality/kernel-distance"),
  },
  thresholds: {
    higherAtLeast: threshold(1.3, "times its best", "measured on few samples, distances vary by a tenth"),
    doubleAtLeast: threshold(2, "times its best", "no resampling doubles a distance"),
  },
  heldFor: { windows: 3, of: 4 },
  arms: "after-warm-up",
  vouchesFor: "coverage",
  source: {
    cite: "Brock et al. 2019, arXiv:1809.11096, §4",
    claim: "training collapses late, and the checkpoint before is the one to keep",
  },
  why: "The distance to the data is the one measure here that does not depend on the opponent.",
  remedies: [
    { do: "Go back to the checkpoint at the lowest distance" },
    { do: "Lower both learning rates from there" },
    { do: "Add augmentation if the data are few" },
  ],
  shows: {
    distance: { on: "distance", statistic: "distance to the data over its best", against: "higherAtLeast" },
    kernel: { on: "kernel", statistic: "kernel distance over its best", against: "doubleAtLeast" },
  },
  example: { distance: [...ramp(200, 20, 14), ...ramp(22, 90, 8), ...steady(90, 6)] },
  measure: ({ distance, kernel }) => ({
    distance: latestOf(distance) / lowestBefore(distance),
    // Unbiased, it may come below 0, where ratios say nothing.
    kernel: lowestBefore(kernel) > 0 ? latestOf(kernel) / lowestBefore(kernel) : Number.NaN,
  }),
  judge({ distance, kernel }, t) {
    if (Number.isNaN(distance) && Number.isNaN(kernel)) return { missing: ["quality/frechet-distance"] };
    if (distance >= t.doubleAtLeast) return "confirmed";
    if (Number.isNaN(distance)) return kernel >= t.doubleAtLeast ? "suspected" : "clear";
    return distance >= t.higherAtLeast ? "suspected" : "clear";
  },
});
