/** Fires when generated samples lie closer to training samples than held-out ones do. */
import { ramp } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf } from "../trends.ts";

export const trainingDataCopied = defineRule({
  id: "training-data-copied",
  mode: "F13",
  headline: "The generator copies training samples",
  severity: 4,
  maturity: "trial",
  needs: { copying: required("features/copying"), coverage: optional("features/coverage") },
  thresholds: {
    copyingAtMost: threshold(-3, "z", "a chance of one in 700 for a generator that does not copy"),
    coverageAtLeast: threshold(
      0.3,
      "share of real samples with a generated one near",
      "where large parts of the data are never generated, cells compare what is not there",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
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
    coverage: { on: "coverage", statistic: "coverage of the data", against: "coverageAtLeast" },
  },
  example: { copying: ramp(0.5, -7, 28) },
  measure: ({ copying, coverage }) => ({ copying: copying.value, coverage: latestOf(coverage) }),
  judge({ copying, coverage }, t) {
    if (Number.isNaN(copying)) return { missing: ["features/copying"] };
    if (coverage < t.coverageAtLeast) return "clear";
    return copying <= t.copyingAtMost ? "confirmed" : "clear";
  },
});
