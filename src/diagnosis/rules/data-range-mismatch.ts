/** Fires when real samples hold values that generated ones never reach. */
import { ramp, steady } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf, lowestBefore } from "../trends.ts";

export const dataRangeMismatch = defineRule({
  id: "data-range-mismatch",
  mode: "F20",
  headline: "Generated samples cannot reach the data's range",
  severity: 5,
  maturity: "trial",
  needs: {
    excess: required("samples/range-excess"),
    atBound: optional("samples/at-bound"),
    span: optional("samples/span"),
  },
  thresholds: {
    excessAtLeast: threshold(
      0.25,
      "share of real values",
      "a generator in [0, 1] misses .3 to .9 of data in [−1, 1]; grey early digits miss below .1",
    ),
    atBoundAtLeast: threshold(
      0.1,
      "share of generated values",
      "a bound that keeps the data out of reach is pressed against by most of what is dark in them; noise that is not trained ends in a few values",
    ),
    patience: threshold(
      400,
      "steps",
      "untrained generators miss as much; digits reached the range within 200 steps",
    ),
    normalisedAtLeast: threshold(
      0.995,
      "share of the range, of the first probe",
      "untrained generators are grey, unless each picture was stretched to its full range before it was logged",
    ),
    patienceInProbes: threshold(15, "probes", "where steps are epochs"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "at-once",
  games: ["generative"],
  explains: [
    "discriminator-overpowers",
    "losses-say-discriminator-won",
    "discriminator-loss-vanishes",
    "discriminator-breaks-away",
    "generator-loss-rises-on",
    "samples-collapse",
    "noise-is-ignored",
    "discriminator-uses-shortcut",
    "modes-are-missing",
    "early-layers-starve",
    "checkerboard-pattern",
  ],
  source: {
    cite: "definition",
    claim: "an output activation bounds what a generator can give: a sigmoid never gives a value below 0",
  },
  why: "One look at the range tells real from generated, so that the discriminator need not learn anything else.",
  remedies: [
    {
      do: "Scale the data to what the generator's last activation gives: [−1, 1] for tanh, [0, 1] for sigmoid",
    },
    {
      do: "Check for a division by 255 that is done twice or never, and for data normalised by mean and deviation",
    },
  ],
  shows: {
    excess: {
      on: "excess",
      statistic: "real values beyond every generated one",
      against: "excessAtLeast",
    },
    atBound: {
      on: "atBound",
      statistic: "generated values at their last one on that side",
      against: "atBoundAtLeast",
    },
    lowest: { on: "excess", statistic: "the least of them so far", against: "excessAtLeast" },
    steps: { on: "excess", statistic: "steps so far", against: "patience" },
    firstSpan: {
      on: "span",
      statistic: "range of the first generated samples",
      against: "normalisedAtLeast",
    },
    windows: { on: "excess", statistic: "probes so far", against: "patienceInProbes" },
  },
  example: { excess: [...ramp(0.88, 0.87, 10), ...steady(0.87, 20)] },
  measure: ({ excess, atBound, span }) => ({
    excess: excess.value,
    atBound: latestOf(atBound),
    lowest: lowestBefore(excess),
    steps: excess.window.toStep - (excess.first(1)[0]?.fromStep ?? Number.NaN),
    windows: excess.windowCount,
    firstSpan: span?.medianOfFirst(1) ?? Number.NaN,
  }),
  judge({ excess, atBound, lowest, steps, windows, firstSpan }, t) {
    if (Number.isNaN(excess)) return { missing: ["samples/range-excess"] };
    // Stretched pictures all have one range, whatever the generator's is.
    if (excess < t.excessAtLeast && firstSpan >= t.normalisedAtLeast) {
      return { missing: ["samples/range-excess"] };
    }
    const isEarly = steps < t.patience && windows < t.patienceInProbes;
    // What does not press against its bound could go on: it has not learnt to, or does not learn.
    if (excess < t.excessAtLeast || isEarly || atBound < t.atBoundAtLeast) return "clear";
    // A range that was reached once can be reached.
    return lowest >= t.excessAtLeast ? "confirmed" : "suspected";
  },
});
