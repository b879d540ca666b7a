/** Fires when plotted points of the generator lie away from the data, near which they lay before. */
import { ramp, steady } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { highestBefore } from "../trends.ts";

export const pointsLeaveTheData = defineRule({
  id: "points-leave-the-data",
  mode: "F28",
  headline: "Generated points lie farther from the data",
  severity: 3,
  maturity: "trial",
  needs: { precision: required("points/precision") },
  thresholds: {
    shareAtMost: threshold(
      0.6,
      "share of the most before",
      "healthy plots keep .8 and more of the points that they had near the data",
    ),
    onceAtLeast: threshold(0.4, "share of the points", "what was hardly near the data has left nothing"),
  },
  heldFor: { windows: 2, of: 3 },
  arms: "after-warm-up",
  games: ["generative"],
  isForSomeData: true,
  source: {
    cite: "Kynkäänniemi et al. 2019, arXiv:1904.06991, §3.1",
    claim: "precision is the share of generated samples that fall within the support of the data",
  },
  why: "What a generator had learnt it can lose again, under losses that look as before.",
  remedies: [
    { do: "Go back to the last safe checkpoint", whereNeverSafe: null },
    { do: "Look for what changed then: learning rates, the weight of a penalty, data" },
    { do: "Stop where the plots were best, or lower both learning rates" },
  ],
  shows: {
    share: {
      on: "precision",
      statistic: "points near the data over the most before",
      against: "shareAtMost",
    },
    once: { on: "precision", statistic: "the most before", against: "onceAtLeast" },
  },
  example: { precision: [...steady(0.75, 14), ...ramp(0.7, 0.3, 6), ...steady(0.25, 10)] },
  measure: ({ precision }) => ({
    share: precision.value / highestBefore(precision),
    once: highestBefore(precision),
  }),
  judge({ share, once }, t) {
    if (Number.isNaN(share)) return { missing: ["points/precision"] };
    return once >= t.onceAtLeast && share <= t.shareAtMost ? "confirmed" : "clear";
  },
});
