/** Fires when the logged samples are the same images at one probe after another: the generator is not trained. */
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf, latestOf, shareOfStart } from "../trends.ts";

/** Change is told of so much training: of images that are logged more often a step changes next to nothing. */
const STEPS_OF_CHANGE = 50;
const WINDOWS_OF_PACE = 5;

/** How many changes in a row make up that of 50 steps, if none undoes another; 1 where images are logged less often. */
function changesInARow(change: Reading): number {
  const latest = change.recent(WINDOWS_OF_PACE);
  const [first] = latest;
  if (first === undefined || latest.length < 2) return 1;
  const points = latest.slice(1).reduce((sum, { pointCount }) => sum + pointCount, 0);
  const steps = change.window.toStep - first.toStep;
  return Math.max(1, (STEPS_OF_CHANGE * points) / steps);
}

export const samplesStandStill = defineRule({
  id: "samples-stand-still",
  mode: "F19",
  headline: "The generator no longer changes",
  severity: 4,
  maturity: "trial",
  needs: {
    change: required("samples/change"),
    rate: optional("learning-rate/generator"),
    gradient: optional("generator/gradient-norm"),
    updates: layers("generator/update-ratio/layers"),
  },
  thresholds: {
    changeAtMost: threshold(
      0.002,
      "share of the contrast",
      "less than one grey level in a hundred pixels; learning generators change by .05 to 1 a probe",
    ),
    starvedAtMost: threshold(
      1e-3,
      "share of its gradient at the start",
      "a gradient that was there and has gone is the discriminator's doing; one whose step is not taken stays",
    ),
    updateAtLeast: threshold(
      1e-5,
      "‖update‖ ÷ ‖weights‖",
      "weights that are trained while images stay: these are saturated, not standing; 1e-4 to 1e-3 in runs that are",
    ),
  },
  heldFor: { windows: 4, of: 4 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: ["losses-stand-still", "discriminator-overpowers", "losses-say-discriminator-won"],
  source: { cite: "definition", claim: "weights that change give other images from the same noise" },
  why: "A generator that is not trained gives the same images, whatever its loss says.",
  remedies: [
    { do: "Check that the generator's optimiser holds its parameters, and that its step is taken" },
    {
      do: "Check that the generator's loss is computed through the discriminator, without detaching its samples",
    },
    { do: "Check that images are drawn anew at each logging step, from the generator that is trained" },
  ],
  shows: {
    change: {
      on: "change",
      statistic: "change of the samples in 50 steps, or a probe",
      against: "changeAtMost",
    },
    rate: { on: "rate", statistic: "learning rate of the generator" },
    gradient: {
      on: "gradient",
      statistic: "gradient of the generator over its start",
      against: "starvedAtMost",
    },
    update: { on: "updates", statistic: "largest update ratio of its layers", against: "updateAtLeast" },
  },
  example: { change: [...ramp(0.9, 0.3, 10), ...steady(0, 14)] },
  measure: ({ change, rate, gradient, updates }, _, { stepUnit }) => ({
    change: change.value * (stepUnit === "epoch" ? 1 : changesInARow(change)),
    rate: latestOf(rate),
    gradient: shareOfStart(gradient),
    update: largestOf(updates.map(latestOf)),
  }),
  judge({ change, gradient, update }, t) {
    if (Number.isNaN(change)) return { missing: ["samples/change"] };
    if (gradient <= t.starvedAtMost || update >= t.updateAtLeast) return "clear";
    return change <= t.changeAtMost ? "confirmed" : "clear";
  },
});
