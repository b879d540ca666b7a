/** Fires when adaptive augmentation grows beyond where it leaks into the samples. */
import { ramp } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

export const augmentationRunsAway = defineRule({
  id: "augmentation-runs-away",
  mode: "F07",
  headline: "Adaptive augmentation runs away",
  severity: 3,
  maturity: "trial",
  needs: { probability: required("augmentation/probability") },
  thresholds: {
    leaksAtLeast: threshold(
      0.8,
      "probability",
      "stylegan2-ada-pytorch#175: where augmentations begin to leak",
    ),
    alarmAtLeast: threshold(1, "probability", "the controller is not capped, and 21.8 has been reported"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Karras et al. 2020, arXiv:2006.06676, §2.2",
    claim: "augmentations leak into generated samples once they are nearly always applied",
  },
  why: "A target that no augmentation reaches makes the controller apply ever more of it.",
  remedies: [
    { do: "Cap the probability at 0.8" },
    { do: "Leave out augmentations that the data cannot have, such as large colour changes" },
    { do: "Raise the R1 penalty, or get more data" },
  ],
  shows: {
    probability: { on: "probability", statistic: "augmentation probability", against: "leaksAtLeast" },
  },
  example: { probability: ramp(0, 1.4, 30) },
  measure: ({ probability }) => ({ probability: probability.value }),
  judge({ probability }, t) {
    if (Number.isNaN(probability)) return { missing: ["augmentation/probability"] };
    if (probability >= t.alarmAtLeast) return "confirmed";
    return probability >= t.leaksAtLeast ? "suspected" : "clear";
  },
});
