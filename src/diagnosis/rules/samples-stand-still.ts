/** Fires when the logged samples are the same images at one probe after another: the generator is not trained. */
import { ramp, steady } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf } from "../trends.ts";

export const samplesStandStill = defineRule({
  id: "samples-stand-still",
  mode: "F19",
  headline: "The generator no longer changes",
  severity: 4,
  maturity: "trial",
  needs: {
    change: required("samples/change"),
    rate: optional("learning-rate/generator"),
  },
  thresholds: {
    changeAtMost: threshold(
      0.002,
      "share of the contrast",
      "less than one grey level in a hundred pixels; learning generators change by .05 to 1 a probe",
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
    change: { on: "change", statistic: "change of the samples a probe", against: "changeAtMost" },
    rate: { on: "rate", statistic: "learning rate of the generator" },
  },
  example: { change: [...ramp(0.9, 0.3, 10), ...steady(0, 14)] },
  measure: ({ change, rate }) => ({ change: change.value, rate: latestOf(rate) }),
  judge({ change }, t) {
    if (Number.isNaN(change)) return { missing: ["samples/change"] };
    return change <= t.changeAtMost ? "confirmed" : "clear";
  },
});
