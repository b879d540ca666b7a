/** Fires when outputs on real samples stop changing while generated ones come to be preferred to them. */

import { medianOf } from "../baseline.ts";
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf } from "../trends.ts";

const STILL_WINDOWS = 6;
/** The past that it is held against must be as long, besides the start. */
const FEWEST_WINDOWS = 12;

/** Median step from window to window among the `count` of which the oldest lies `back` windows back. */
function stepOf(reading: Reading, back: number, count: number): number {
  return medianOf(
    Array.from({ length: count - 1 }, (_, at) =>
      Math.abs(reading.windowBefore(back - at).median - reading.windowBefore(back - at - 1).median),
    ),
  );
}

function highest(reading: Reading, count: number): number {
  return largestOf(reading.recent(count).map(({ median }) => median));
}

export const discriminatorStopsAnswering = defineRule({
  id: "discriminator-stops-answering",
  mode: "F19",
  headline: "The discriminator no longer answers",
  severity: 4,
  maturity: "trial",
  needs: {
    mean: required("outputs/mean/real"),
    spread: required("outputs/spread/real"),
    auc: required("outputs/auc"),
  },
  thresholds: {
    aucAtMost: threshold(
      0.3,
      "probability, highest of 6 probes",
      "fakes rank before real samples throughout: a discriminator that learns would answer",
    ),
    stepAtMost: threshold(
      0.25,
      "share of its earlier step from probe to probe",
      "outputs of fixed weights vary by the luck of the batch alone",
    ),
    spreadAtMost: threshold(0.25, "share of itself", "the same of the spread, of 64 outputs or more"),
  },
  heldFor: { windows: 2, of: 3 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: [
    "samples-collapse",
    "samples-repeat",
    "modes-are-missing",
    "generator-loss-falls-steadily",
    "quality-worsens",
    "outputs-swing",
    "labels-are-noise",
    "labels-are-swapped",
  ],
  source: {
    cite: "definition",
    claim: "outputs of weights that do not change differ only by the batch they are taken on",
  },
  why: "A generator without an opponent learns to fool yesterday's discriminator, not to resemble the data.",
  remedies: [
    { do: "Check that the discriminator's optimiser holds its parameters, and that its step is taken" },
    { do: "Check its learning rate, and conditions that skip its step" },
    { do: "If it pauses by schedule, silence this rule for the run" },
  ],
  shows: {
    auc: { on: "auc", statistic: "highest area under the curve of 6 probes", against: "aucAtMost" },
    step: {
      on: "mean",
      statistic: "step of the mean output on real samples over its earlier step",
      against: "stepAtMost",
    },
    spread: { on: "spread", statistic: "change of the spread over itself", against: "spreadAtMost" },
  },
  example: {
    mean: [...ramp(-3, 0.5, 16).map((value, probe) => value + (probe % 3) / 4), ...steady(0.4, 14)],
    spread: steady(0.22, 30),
    auc: [...steady(0.62, 16), ...steady(0.06, 14)],
  },
  measure: ({ mean, spread, auc }) => {
    if (mean.windowCount < FEWEST_WINDOWS) return { auc: Number.NaN, step: Number.NaN, spread: Number.NaN };
    const before = stepOf(mean, mean.windowCount - 1, mean.windowCount - STILL_WINDOWS);
    const spreads = spread.recent(STILL_WINDOWS).map(({ median }) => median);
    return {
      auc: highest(auc, STILL_WINDOWS),
      step: stepOf(mean, STILL_WINDOWS - 1, STILL_WINDOWS) / before,
      spread: (Math.max(...spreads) - Math.min(...spreads)) / spread.value,
    };
  },
  judge({ auc, step, spread }, t) {
    if (Number.isNaN(auc) || Number.isNaN(step)) return { missing: ["outputs/mean/real"] };
    const isStill = step <= t.stepAtMost && spread <= t.spreadAtMost;
    return isStill && auc <= t.aucAtMost ? "confirmed" : "clear";
  },
});
