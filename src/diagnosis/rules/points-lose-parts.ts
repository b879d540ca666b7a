/** Fires when plotted points of the generator leave parts of the data that they covered before, while the rest stays good. */
import { ramp, steady } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { highestBefore } from "../trends.ts";

export const pointsLoseParts = defineRule({
  id: "points-lose-parts",
  mode: "F02",
  headline: "Generated points have left parts of the data",
  severity: 4,
  maturity: "trial",
  needs: { coverage: required("points/coverage"), precision: required("points/precision") },
  thresholds: {
    coverageAtMost: threshold(
      0.65,
      "share of the attainable",
      "healthy plots .68 to 1 after 1,000 steps, with modes lost .39 to .65",
    ),
    lostAtLeast: threshold(
      0.25,
      "share of the attainable",
      "less than the most before: a healthy plot of few points goes up and down by .2",
    ),
    precisionAtLeast: threshold(0.35, "share", "below it points are bad rather than too few"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  isForSomeData: true,
  explains: ["quality-worsens"],
  source: {
    cite: "Srivastava et al. 2017, arXiv:1705.07761, §4.1",
    claim: "modes of a mixture in the plane are counted as captured where samples lie near them",
  },
  why: "What the generator has left it hardly finds again, because the discriminator no longer sees it there.",
  remedies: [
    { do: "Go back to the last safe checkpoint", whereNeverSafe: null },
    { do: "Show the discriminator several samples at once", cite: "Lin et al. 2018, arXiv:1712.04086" },
    { do: "Lower the discriminator's learning rate, or add an R1 penalty" },
  ],
  shows: {
    coverage: { on: "coverage", statistic: "data near generated points", against: "coverageAtMost" },
    lost: { on: "coverage", statistic: "less than the most before", against: "lostAtLeast" },
    precision: { on: "precision", statistic: "generated points near the data", against: "precisionAtLeast" },
  },
  example: {
    coverage: [...steady(0.97, 14), ...ramp(0.95, 0.55, 10), ...steady(0.5, 10)],
    precision: [...steady(0.7, 14), ...ramp(0.7, 0.9, 10), ...steady(0.9, 10)],
  },
  measure: ({ coverage, precision }) => ({
    coverage: coverage.value,
    lost: highestBefore(coverage) - coverage.value,
    precision: precision.value,
  }),
  judge({ coverage, lost, precision }, t) {
    if (Number.isNaN(coverage) || Number.isNaN(precision)) return { missing: ["points/coverage"] };
    const hasLost = coverage <= t.coverageAtMost && lost >= t.lostAtLeast;
    return hasLost && precision >= t.precisionAtLeast ? "confirmed" : "clear";
  },
});
