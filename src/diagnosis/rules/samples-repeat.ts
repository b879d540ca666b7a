/** Fires when generated images come again and again, as a few samples that stand for all of the data. */
import { ramp, steady } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { stepsOfTraining } from "../training-steps.ts";
import { changeOver, latestOf, lowestBefore } from "../trends.ts";

const PROGRESS_WINDOWS = 10;

export const samplesRepeat = defineRule({
  id: "samples-repeat",
  mode: "F02",
  headline: "The same few samples come again",
  severity: 4,
  maturity: "trial",
  needs: {
    repeats: required("samples/repeats"),
    ofReal: optional("samples/repeats/real"),
    twins: optional("samples/twins"),
    twinsOfReal: optional("samples/twins/real"),
    energy: optional("samples/energy"),
  },
  thresholds: {
    repeatsAtLeast: threshold(
      0.15,
      "share of pairs beyond that of the data",
      "six kinds or fewer, each of them one sample: a label that is heeded sooner than the noise gives .1 to .13 for a while; digits repeat in .002 of pairs, two digits left of ten in .19 to .33",
    ),
    twinsAtLeast: threshold(
      0.5,
      "share of samples beyond that of the data",
      "the very pixels for another noise, one picture a label, say; healthy runs hold none",
    ),
    variedAtMost: threshold(0.03, "share of pairs", "samples that hardly repeated show what is lost"),
    energyAtLeast: threshold(0.03, "energy coefficient of pixels", "healthy digits lie within ± .006"),
    progressAtLeast: threshold(0.2, "share over 10 probes", "what is still being learnt is not yet missing"),
    patience: threshold(20, "probes", "untrained generators give much the same as well"),
    patienceSteps: threshold(900, "steps", "densely logged, twenty probes are little training"),
    earlySteps: threshold(300, "steps", "likewise: what repeats so soon has not been learnt yet"),
    earlyProbes: threshold(30, "probes", "where steps are thousands of images"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: ["quality-worsens"],
  source: {
    cite: "Arora & Zhang 2017, arXiv:1706.08224, §1.1",
    claim: "duplicates in a small batch bound the number of different samples that there are",
  },
  why: "A generator that draws from few samples leaves out most of the data, however good each of them is.",
  remedies: [
    { do: "Show the discriminator several samples at once", cite: "Lin et al. 2018, arXiv:1712.04086" },
    { do: "Use more data, or augment real and generated samples alike: few are learnt by heart" },
    {
      do: "Add an R1 penalty, and lower both learning rates",
      cite: "Mescheder et al. 2018, arXiv:1801.04406",
    },
  ],
  shows: {
    beyond: {
      on: "repeats",
      statistic: "pairs that are the same sample, beyond those of the data",
      against: "repeatsAtLeast",
    },
    twins: {
      on: "twins",
      statistic: "samples that are another one's very pixels, beyond those of the data",
      against: "twinsAtLeast",
    },
    fewest: { on: "repeats", statistic: "the fewest such pairs before", against: "variedAtMost" },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "energyAtLeast" },
    progress: { on: "repeats", statistic: "change of such pairs over 10 probes" },
    windows: { on: "repeats", statistic: "probes so far", against: "patience" },
    steps: { on: "repeats", statistic: "steps of training", against: "patienceSteps" },
  },
  example: { repeats: [...steady(0.004, 12), ...ramp(0.02, 0.3, 8), ...steady(0.31, 10)] },
  measure: ({ repeats, ofReal, twins, twinsOfReal, energy }, _, { stepUnit }) => ({
    beyond: repeats.value - (ofReal?.value ?? 0),
    twins: latestOf(twins) - (twinsOfReal?.value ?? 0),
    fewest: lowestBefore(repeats),
    energy: latestOf(energy),
    progress: changeOver(repeats, Math.min(repeats.windowCount, PROGRESS_WINDOWS)),
    windows: repeats.windowCount,
    steps: stepsOfTraining([repeats], stepUnit),
  }),
  judge({ beyond, twins, fewest, energy, progress, windows, steps }, t) {
    if (Number.isNaN(beyond)) return { missing: ["samples/repeats"] };
    if (steps < t.earlySteps && windows < t.earlyProbes) return { missing: [] };
    if (twins >= t.twinsAtLeast) return "confirmed";
    if (beyond < t.repeatsAtLeast || progress <= -t.progressAtLeast) return "clear";
    // The data themselves may repeat; where real samples are logged, only those that are far from them are too few.
    if (energy < t.energyAtLeast) return "clear";
    const areFew = fewest <= t.variedAtMost || (windows >= t.patience && !(steps < t.patienceSteps));
    return areFew ? "confirmed" : "suspected";
  },
});
