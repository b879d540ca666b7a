/** Fires when plotted points of the generator lie near little of the data, although they once covered it or had time to learn. */
import { ramp, steady } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { AGAINST_COLLAPSE } from "../shared-remedies.ts";
import { threshold } from "../threshold.ts";
import { stepsOfTraining } from "../training-steps.ts";
import { changeOver, highestBefore } from "../trends.ts";

/** Windows over which coverage must rise to count as progress. */
const PROGRESS_WINDOWS = 5;

export const pointsCoverLittle = defineRule({
  id: "points-cover-little",
  mode: "F01",
  headline: "Generated points cover little of the data",
  severity: 5,
  maturity: "trial",
  needs: { coverage: required("points/coverage"), area: required("points/area-ratio") },
  thresholds: {
    coverageAtMost: threshold(
      0.35,
      "share of the attainable",
      "plots of collapsed and hopping generators .0 to .33, of healthy ones .6 to 1 after 500 steps, save a sparse one of 25 modes with .3 to .57, whose points lie all over",
    ),
    areaAtMost: threshold(
      0.7,
      "ratio to real",
      "points that lie all over the data's area, between its modes, are bad rather than few",
    ),
    onceAtLeast: threshold(0.7, "share of the attainable", "what was covered and is no longer was dropped"),
    progressAtLeast: threshold(0.1, "share over 5 probes", "what is still being learnt is not yet missing"),
    patienceSteps: threshold(
      1500,
      "steps",
      "the slowest ring that was learnt in the end lay at .4 after 1,400 steps",
    ),
    patience: threshold(30, "windows", "the same for logs whose steps do not count training"),
  },
  heldFor: { windows: 2, of: 3 },
  arms: "after-warm-up",
  games: ["generative"],
  isForSomeData: true,
  vouchesFor: "coverage",
  explains: ["quality-worsens", "points-leave-the-data", "points-lose-parts"],
  source: {
    cite: "Metz et al. 2017, arXiv:1611.02163, §3.1",
    claim: "plots of a mixture in the plane show a collapsed generator at one mode, or moving between them",
  },
  why: "A generator whose points lie at a few places leaves out the rest of the data.",
  remedies: AGAINST_COLLAPSE,
  shows: {
    coverage: { on: "coverage", statistic: "data near generated points", against: "coverageAtMost" },
    area: { on: "area", statistic: "area of generated points over the data's", against: "areaAtMost" },
    once: { on: "coverage", statistic: "the most that was covered before", against: "onceAtLeast" },
    progress: { on: "coverage", statistic: "change of that share over 5 probes" },
    steps: { on: "coverage", statistic: "steps of training", against: "patienceSteps" },
    windows: { on: "coverage", statistic: "probes", against: "patience" },
  },
  example: {
    coverage: [...steady(0.97, 14), ...ramp(0.9, 0.2, 6), ...steady(0.12, 14)],
    area: [...steady(1.1, 14), ...ramp(1, 0.2, 6), ...steady(0.15, 14)],
  },
  measure: ({ coverage, area }, _, { stepUnit }) => ({
    coverage: coverage.value,
    area: area.value,
    once: highestBefore(coverage),
    progress: changeOver(coverage, PROGRESS_WINDOWS),
    steps: stepsOfTraining([coverage], stepUnit),
    windows: coverage.windowCount,
  }),
  judge({ coverage, area, once, progress, steps, windows }, t) {
    if (Number.isNaN(coverage)) return { missing: ["points/coverage"] };
    if (coverage > t.coverageAtMost || area > t.areaAtMost) return "clear";
    if (once >= t.onceAtLeast) return "confirmed";
    if (progress > t.progressAtLeast) return "clear";
    return steps >= t.patienceSteps || windows >= t.patience ? "confirmed" : "suspected";
  },
});
