/** Fires when the generator gives few different samples although it once gave many, or never gets better. */
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, type Judgement, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { stepsOfTraining } from "../training-steps.ts";
import { changeOver, highestBefore, latestOf, lowestBefore } from "../trends.ts";

/** Windows over which quality must fall to count as progress. */
const PROGRESS_WINDOWS = 10;
/** Windows through which outputs must stay narrow before they are believed without samples. */
const NARROW_WINDOWS = 10;

/** The largest value of the latest windows; NaN for fewer. */
function widestOf(reading: Reading | null, windowCount: number): number {
  if (reading === null || reading.windowCount < windowCount) return Number.NaN;
  return Math.max(...reading.recent(windowCount).map(({ median }) => median));
}

/** Pixels that are so many times as varied as they were, or as many times less, are other samples: by a quarter. */
const CHANGED_AT_LEAST = 1.25;

/** Whether features that are older than pixels still speak of the same samples. */
function areCurrent(features: Reading, diversity: Reading | null): boolean {
  if (diversity === null) return true;
  const windows = diversity.recent(diversity.windowCount);
  const then = windows.findLast(({ toStep }) => toStep <= features.window.toStep) ?? windows[0];
  const change = diversity.value / (then?.median ?? Number.NaN);
  return !(change >= CHANGED_AT_LEAST || change <= 1 / CHANGED_AT_LEAST);
}

export const samplesCollapse = defineRule({
  id: "samples-collapse",
  mode: "F01",
  headline: "The generator has collapsed to few samples",
  severity: 5,
  maturity: "measured",
  needs: {
    diversity: optional("samples/diversity-ratio"),
    features: optional("features/diversity-ratio"),
    occupancy: optional("outputs/occupancy"),
    quality: optional("quality/frechet-distance"),
    energy: optional("samples/energy"),
    variety: optional("samples/variety"),
    repeats: optional("samples/repeats"),
    spreadReal: optional("outputs/spread/real"),
    spreadFake: optional("outputs/spread/fake"),
  },
  thresholds: {
    occupancyAtMost: threshold(
      0.3,
      "share of real-quantile bins",
      "recall .82 at precision .94 on 111 pilot runs; healthy rings stayed above .8, healthy MNIST runs do not",
    ),
    narrowAtMost: threshold(
      0.4,
      "fake over real spread of outputs",
      "collapsed rings .0 to .25; runs that still learn occupy few bins as well, with .5 to 6",
    ),
    diversityAtMost: threshold(
      0.3,
      "ratio to real samples",
      "healthy runs end within .8 to 1.1, collapsed rings within .02 to .29",
    ),
    onceAtLeast: threshold(
      0.5,
      "ratio to real samples",
      "a generator that was never varied has not collapsed: MNIST runs pass through .14 before they draw digits",
    ),
    varietyAtMost: threshold(
      0.4,
      "share of its highest",
      "digits, faces and shapes keep theirs within a fifth; without real samples the run's own past is the measure",
    ),
    repeatsAtLeast: threshold(
      0.4,
      "share of pairs",
      "two or three samples over and over; data repeat below .02",
    ),
    energyAtLeast: threshold(
      0.1,
      "energy coefficient of pixels",
      "no digit or shape that can be read lay as far",
    ),
    progressAtLeast: threshold(0.1, "share", "distances of improving runs fall by more over 10 probes"),
    patienceSteps: threshold(
      900,
      "steps",
      "an MLP on MNIST gave few samples, no nearer to its data, for 700 steps and came to draw digits",
    ),
    patience: threshold(60, "windows", "MNIST runs that became healthy were varied after fewer probes"),
    nearlyNothingAtMost: threshold(
      0.15,
      "fake over real spread of outputs",
      "with outputs alone: below it for ten windows lay collapsed generators only",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  vouchesFor: "coverage",
  explains: ["samples-repeat", "quality-worsens"],
  source: {
    cite: "Salimans et al. 2016, arXiv:1606.03498, §3.2",
    claim: "a collapsed generator's outputs race toward a single point that the discriminator believes in",
  },
  why: "A generator that gives few samples covers almost nothing of the data, however good its losses look.",
  remedies: [
    { do: "Go back to the last safe checkpoint", whereNeverSafe: null },
    { do: "Add an R1 penalty (γ from 0.1 to 10)", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    {
      do: "Show the discriminator several samples at once (minibatch statistics, or packing two)",
      cite: "Lin et al. 2018, arXiv:1712.04086",
    },
    { do: "Lower both learning rates, and Adam's β₁ to 0 or 0.5" },
  ],
  shows: {
    diversity: {
      on: "diversity",
      statistic: "pairwise distance of fakes over that of reals",
      against: "diversityAtMost",
    },
    features: {
      on: "features",
      statistic: "pairwise feature distance of fakes over that of reals",
      against: "diversityAtMost",
    },
    occupancy: {
      on: "occupancy",
      statistic: "real-quantile bins that hold fakes",
      against: "occupancyAtMost",
    },
    narrow: {
      on: "spreadFake",
      statistic: "spread of outputs on fakes over that on reals",
      against: "narrowAtMost",
    },
    once: { on: "diversity", statistic: "the highest diversity before", against: "onceAtLeast" },
    progress: { on: "quality", statistic: "change of the distance to the data over 10 probes" },
    steps: { on: "diversity", statistic: "steps of training", against: "patienceSteps" },
    windows: { on: "diversity", statistic: "probes without diversity", against: "patience" },
    varietyLeft: {
      on: "variety",
      statistic: "variety of samples over its highest",
      against: "varietyAtMost",
    },
    repeats: { on: "repeats", statistic: "pairs that are the same sample", against: "repeatsAtLeast" },
    fewestRepeats: { on: "repeats", statistic: "the fewest such pairs before" },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "energyAtLeast" },
    narrowest: {
      on: "spreadFake",
      statistic: "the widest of ten windows of that spread",
      against: "nearlyNothingAtMost",
    },
  },
  example: { diversity: [...steady(0.95, 16), ...ramp(0.9, 0.15, 6), ...steady(0.12, 14)] },
  measure: (readings, _, { stepUnit }) => {
    const { diversity, occupancy, quality, energy, variety, repeats, spreadReal, spreadFake } = readings;
    const features =
      readings.features !== null && areCurrent(readings.features, diversity) ? readings.features : null;
    const varied = features ?? diversity;
    const lone = variety ?? repeats;
    return {
      diversity: latestOf(diversity),
      features: latestOf(features),
      occupancy: latestOf(occupancy),
      narrow: latestOf(spreadFake) / latestOf(spreadReal),
      narrowest: widestOf(spreadFake, NARROW_WINDOWS) / latestOf(spreadReal),
      once: highestBefore(varied),
      progress: changeOver(quality ?? energy, PROGRESS_WINDOWS),
      steps: stepsOfTraining([diversity, features], stepUnit),
      windows: (varied ?? lone)?.windowCount ?? Number.NaN,
      varietyLeft: latestOf(variety) / highestBefore(variety),
      repeats: latestOf(repeats),
      fewestRepeats: lowestBefore(repeats),
      energy: latestOf(energy),
    };
  },
  judge(measured, t) {
    const { diversity, features, occupancy, once, progress, windows } = measured;
    // Features see what pixels cannot: the same thing moved by one pixel.
    const varied = Number.isNaN(features) ? diversity : features;
    const hasSamples = !Number.isNaN(varied);
    if (!hasSamples && !Number.isNaN(measured.repeats)) return judgeLone(measured, t);
    if (!hasSamples) {
      return Number.isNaN(occupancy)
        ? { missing: ["outputs/occupancy", "samples/diversity-ratio"] }
        : judgeOutputs(measured, t);
    }
    if (varied > t.diversityAtMost)
      return measured.repeats >= t.repeatsAtLeast ? judgeLone(measured, t) : "clear";
    if (once >= t.onceAtLeast) return "confirmed";
    // A generator that was never varied may still learn: a distance that does not fall says that it does not.
    if (measured.steps < t.patienceSteps) return "suspected";
    const isStuck = progress > -t.progressAtLeast || (Number.isNaN(progress) && windows >= t.patience);
    return isStuck ? "confirmed" : "suspected";
  },
});

interface OfOutputs {
  readonly occupancy: number;
  readonly narrow: number;
  readonly narrowest: number;
}

/** A narrow band of outputs may hold varied samples, which is why samples outrank outputs. */
function judgeOutputs(
  { occupancy, narrow, narrowest }: OfOutputs,
  t: {
    readonly occupancyAtMost: number;
    readonly narrowAtMost: number;
    readonly nearlyNothingAtMost: number;
  },
): Judgement {
  if (occupancy > t.occupancyAtMost || narrow > t.narrowAtMost) return "clear";
  return narrowest <= t.nearlyNothingAtMost ? "confirmed" : "suspected";
}

interface OfLoneSamples {
  readonly varietyLeft: number;
  readonly repeats: number;
  readonly fewestRepeats: number;
  readonly windows: number;
  readonly energy: number;
  readonly progress: number;
}

/** Without real samples: few samples over and over, or far less varied than they were. */
function judgeLone(
  { varietyLeft, repeats, fewestRepeats, windows, energy, progress }: OfLoneSamples,
  t: {
    readonly varietyAtMost: number;
    readonly repeatsAtLeast: number;
    readonly patience: number;
    readonly energyAtLeast: number;
    readonly progressAtLeast: number;
  },
): Judgement {
  const areRepeated = repeats >= t.repeatsAtLeast;
  if (!areRepeated && !(varietyLeft <= t.varietyAtMost)) return "clear";
  // Untrained generators repeat themselves as well: what was varied once has collapsed, the rest may yet begin.
  const wereVaried = fewestRepeats < t.repeatsAtLeast / 2;
  const staysFar = energy >= t.energyAtLeast && progress > -t.progressAtLeast;
  return wereVaried || staysFar || windows >= t.patience ? "confirmed" : "suspected";
}
