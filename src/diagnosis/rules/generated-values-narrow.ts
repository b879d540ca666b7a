/** Fires when generated values keep to a small part of the data's, as histograms of both show. */
import { medianOf } from "../baseline.ts";
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers } from "../rule.ts";
import { AGAINST_COLLAPSE } from "../shared-remedies.ts";
import { threshold } from "../threshold.ts";
import { stepsOfTraining } from "../training-steps.ts";
import { changeOver, largestOf } from "../trends.ts";

/** Windows over which the distance to the data must fall to count as progress. */
const PROGRESS_WINDOWS = 10;

/** Of all columns; NaN for none. */
function widestOf(columns: readonly Reading[], of: (column: Reading) => number): number {
  return largestOf(columns.map(of).filter((value) => !Number.isNaN(value)));
}

export const generatedValuesNarrow = defineRule({
  id: "generated-values-narrow",
  mode: "F01",
  headline: "Generated values keep to a few places",
  severity: 5,
  maturity: "trial",
  needs: {
    spread: layers("values/spread-ratio/columns"),
    occupancy: layers("values/occupancy/columns"),
    distance: layers("values/distance/columns"),
  },
  thresholds: {
    spreadAtMost: threshold(
      0.4,
      "ratio to the data's spread, of the widest column",
      "healthy points in a plane and columns of tables keep .8 to 1.1",
    ),
    occupancyAtMost: threshold(
      0.25,
      "share of the data's quantile bins, of the fullest column",
      "a cloud of one or two points fills .06 to .2 however far these lie apart; healthy ones .4 and more",
    ),
    distanceAtLeast: threshold(
      0.35,
      "spreads of the data, median column",
      "values that lie nearer follow the data: pixels, most of which are one of two values, fill few bins as well",
    ),
    onceAtLeast: threshold(0.7, "ratio to the data's spread", "a generator that was wide has narrowed"),
    progressAtLeast: threshold(0.1, "share", "distances of improving runs fall by more over 10 probes"),
    patienceSteps: threshold(
      900,
      "steps",
      "what was never wide may still learn: healthy planes were by then",
    ),
    patience: threshold(30, "windows", "the same for logs whose steps do not count training"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  isForSomeData: true,
  explains: ["generated-values-jump", "quality-worsens"],
  source: {
    cite: "Salimans et al. 2016, arXiv:1606.03498, §3.2",
    claim: "a collapsed generator gives one point over and over: no marginal of it is as wide as the data's",
  },
  why: "A generator whose values fill little of the data's range covers as little of the data.",
  remedies: AGAINST_COLLAPSE,
  shows: {
    spread: {
      on: "spread",
      statistic: "spread of the widest column over the data's",
      against: "spreadAtMost",
    },
    occupancy: {
      on: "occupancy",
      statistic: "quantile bins of the data that hold generated values",
      against: "occupancyAtMost",
    },
    distance: { on: "distance", statistic: "distance to the data's values", against: "distanceAtLeast" },
    once: { on: "spread", statistic: "the widest before", against: "onceAtLeast" },
    progress: { on: "distance", statistic: "change of that distance over 10 probes" },
    steps: { on: "spread", statistic: "steps of training", against: "patienceSteps" },
    windows: { on: "spread", statistic: "probes", against: "patience" },
  },
  example: {
    spread: [[...steady(0.95, 14), ...ramp(0.9, 0.1, 6), ...steady(0.08, 14)]],
    occupancy: [[...steady(0.8, 14), ...ramp(0.8, 0.12, 6), ...steady(0.06, 14)]],
    distance: [[...steady(0.15, 14), ...ramp(0.15, 0.9, 6), ...steady(1, 14)]],
  },
  measure: ({ spread, occupancy, distance }, _, { stepUnit }) => ({
    spread: widestOf(spread, ({ value }) => value),
    occupancy: widestOf(occupancy, ({ value }) => value),
    distance: medianOf(distance.map(({ value }) => value).filter((value) => !Number.isNaN(value))),
    once: widestOf(spread, (column) => column.highestBefore()),
    progress: medianOf(
      distance
        .map((column) => changeOver(column, PROGRESS_WINDOWS))
        .filter((change) => !Number.isNaN(change)),
    ),
    steps: stepsOfTraining(spread, stepUnit),
    windows: widestOf(spread, ({ windowCount }) => windowCount),
  }),
  judge({ spread, occupancy, distance, once, progress, steps, windows }, t) {
    if (Number.isNaN(spread) || Number.isNaN(distance)) return { missing: ["values/spread-ratio/columns"] };
    const isNarrow = spread <= t.spreadAtMost || occupancy <= t.occupancyAtMost;
    if (!isNarrow || distance < t.distanceAtLeast) return "clear";
    if (once >= t.onceAtLeast) return "confirmed";
    const hadTime = steps >= t.patienceSteps || windows >= t.patience;
    return hadTime && progress > -t.progressAtLeast ? "confirmed" : "suspected";
  },
});
