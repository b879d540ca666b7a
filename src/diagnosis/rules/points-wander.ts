/** Fires when plotted points of the generator lie elsewhere each time and never cover the data. */
import { steady } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { AGAINST_HOPPING } from "../shared-remedies.ts";
import { threshold } from "../threshold.ts";
import { stepsOfTraining } from "../training-steps.ts";
import { highestBefore, typicalOf } from "../trends.ts";

const LOOK_BACK = 4;

export const pointsWander = defineRule({
  id: "points-wander",
  mode: "F03",
  headline: "Generated points lie elsewhere each time",
  severity: 4,
  maturity: "trial",
  needs: { movement: required("points/movement"), coverage: required("points/coverage") },
  thresholds: {
    movementAtLeast: threshold(
      0.7,
      "share of the points, median of 4 probes",
      "healthy plots stay below .3 once they cover the data, sparse ones of scattered points below .6; hopping ones move by .7 to 1",
    ),
    coverageAtMost: threshold(
      0.45,
      "share of the attainable, median of 4 probes",
      "what covers the data does not wander",
    ),
    onceAtLeast: threshold(0.7, "share of the attainable", "what had found the data and left it wanders"),
    patienceSteps: threshold(
      1500,
      "steps",
      "a slow ring that was learnt in the end still moved by .6 at 1,000 steps",
    ),
    patience: threshold(30, "windows", "the same for logs whose steps do not count training"),
  },
  heldFor: { windows: 2, of: 3 },
  arms: "after-warm-up",
  games: ["generative"],
  isForSomeData: true,
  explains: [
    "losses-oscillate",
    "quality-worsens",
    "points-leave-the-data",
    "points-cover-little",
    "points-lose-parts",
  ],
  source: {
    cite: "Metz et al. 2017, arXiv:1611.02163, §3.1",
    claim: "the generator moves from mode to mode as the discriminator learns to reject each of them",
  },
  why: "A generator that flees from where it is caught never stays to learn a place.",
  remedies: AGAINST_HOPPING,
  shows: {
    movement: {
      on: "movement",
      statistic: "points where none were the probe before",
      against: "movementAtLeast",
    },
    coverage: { on: "coverage", statistic: "data near generated points", against: "coverageAtMost" },
    once: { on: "coverage", statistic: "the most that was covered before", against: "onceAtLeast" },
    steps: { on: "coverage", statistic: "steps of training", against: "patienceSteps" },
    windows: { on: "coverage", statistic: "probes", against: "patience" },
  },
  example: { movement: [...steady(0.1, 12), ...steady(0.9, 26)], coverage: steady(0.15, 38) },
  measure: ({ movement, coverage }, _, { stepUnit }) => ({
    movement: typicalOf(movement, LOOK_BACK),
    coverage: typicalOf(coverage, LOOK_BACK),
    once: highestBefore(coverage),
    steps: stepsOfTraining([coverage], stepUnit),
    windows: coverage.windowCount,
  }),
  judge({ movement, coverage, once, steps, windows }, t) {
    if (Number.isNaN(movement) || Number.isNaN(coverage)) return { missing: ["points/movement"] };
    const hadTime = steps >= t.patienceSteps || windows >= t.patience || once >= t.onceAtLeast;
    return hadTime && movement >= t.movementAtLeast && coverage <= t.coverageAtMost ? "confirmed" : "clear";
  },
});
