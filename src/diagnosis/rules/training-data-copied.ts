/** Fires when generated samples lie closer to training samples than held-out ones do. */
import { ramp } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

export const trainingDataCopied = defineRule({
  id: "training-data-copied",
  mode: "F13",
  headline: "The generator copies training samples",
  severity: 4,
  maturity: "trial",
  needs: { copying: required("features/copying") },
  thresholds: {
    copyingAtMost: threshold(-3, "z", "a chance of one in 700 for a generator that does not copy"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  source: {
    cite: "Meehan et al. 2020, arXiv:2004.05675, §3",
    claim: "C_T far below 0 means samples nearer to the training data than new data are",
  },
  why: "Copies are no new samples, and may give away private data.",
  remedies: [
    { do: "Remove duplicates from the training data first: they look the same" },
    { do: "Use more data, or augment it" },
    { do: "Stop earlier, or use a smaller generator" },
  ],
  shows: {
    copying: {
      on: "copying",
      statistic: "C_T of generated against held-out samples",
      against: "copyingAtMost",
    },
  },
  example: { copying: ramp(0.5, -7, 28) },
  measure: ({ copying }) => ({ copying: copying.value }),
  judge({ copying }, t) {
    if (Number.isNaN(copying)) return { missing: ["features/copying"] };
    return copying <= t.copyingAtMost ? "confirmed" : "clear";
  },
});
