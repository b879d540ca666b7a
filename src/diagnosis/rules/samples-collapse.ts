/** Fires when the generator gives few different samples although it once gave many, or never gets better. */
import { areAlike, haveFled, signsOfImages } from "../alike-images.ts";
import { ramp, steady } from "../example.ts";
import { areCurrent, isStuck } from "../few-samples.ts";
import { judgeNarrowness, narrownessOf } from "../narrow-outputs.ts";
import { defineRule, type Judgement, optional } from "../rule.ts";
import { AGAINST_COLLAPSE } from "../shared-remedies.ts";
import { threshold } from "../threshold.ts";
import { stepsOfTraining } from "../training-steps.ts";
import { changeOver, highestBefore, latestOf } from "../trends.ts";

/** Windows over which quality must fall to count as progress. */
const PROGRESS_WINDOWS = 10;

/** Windows of outputs that are not judged without samples. */
const WARM_UP_WINDOWS = 4;
/** Nothing is missing but training. */
const TOO_EARLY: Judgement = { missing: [] };

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
    varietyOfReal: optional("samples/variety/real"),
    repeats: optional("samples/repeats"),
    spreadReal: optional("outputs/spread/real"),
    spreadFake: optional("outputs/spread/fake"),
    auc: optional("outputs/auc"),
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
    typicalAtMost: threshold(0.26, "the same of 8 probes", "healthy runs keep .28 and more, given time"),
    toldApartAtMost: threshold(0.85, "area under the curve", "one so sure sees healthy fakes in a band, too"),
    patienceOfOutputs: threshold(25, "windows", "of outputs alone; healthy runs widen sooner"),
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
    alikeAtMost: threshold(
      0.3,
      "ratio to unrelated",
      "without real samples: digits, faces, shapes and discs of any data set lie above .65",
    ),
    shareOfRealAtMost: threshold(
      0.55,
      "share of the variety of real samples",
      "with samples far from the data; one glyph under noise .4 to .55, samples that have come near lie above .75",
    ),
    variedAtLeast: threshold(
      0.75,
      "share of the variety of real samples",
      "letters that a classifier of digits took for a few kinds had .77 to .9",
    ),
    unlikeAtLeast: threshold(
      0.2,
      "energy coefficient of pixels",
      "healthy images were nearer after 300 steps or 6 epochs",
    ),
    apartAtLeast: threshold(
      1.2,
      "times the distance at the first probe",
      "no healthy generator was farther from its data than untrained; wrong signs and ranges 1.3 to 1.8",
    ),
    farAtLeast: threshold(
      0.3,
      "energy coefficient of pixels",
      "samples this far after 500 steps, and alike, came to nothing in every run",
    ),
    farSteps: threshold(500, "steps", "an MLP on MNIST lay .2 to .3 away, with few samples, before"),
    nearingAtLeast: threshold(0.2, "share over 6 probes", "distances of runs that learn fall by more"),
    earlySteps: threshold(300, "steps", "untrained generators give much the same before"),
    earlyEpochs: threshold(8, "probes", "where steps are epochs"),
    warmProbes: threshold(12, "probes", "where steps are thousands of images"),
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
      "with outputs alone: below it lay collapsed generators only",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-first-samples",
  games: ["generative"],
  vouchesFor: "coverage",
  // Outputs of a discriminator that is fooled look alike whether modes are missing or not.
  vouchesWith: ["diversity", "features", "variety"],
  explains: ["samples-repeat", "samples-chase", "quality-worsens"],
  source: {
    cite: "Salimans et al. 2016, arXiv:1606.03498, §3.2",
    claim: "a collapsed generator's outputs race toward a single point that the discriminator believes in",
  },
  why: "A generator that gives few samples covers almost nothing of the data, however good its losses look.",
  remedies: AGAINST_COLLAPSE,
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
    variety: { on: "variety", statistic: "variety of samples", against: "alikeAtMost" },
    shareOfReal: {
      on: "variety",
      statistic: "variety of samples over that of real ones",
      against: "shareOfRealAtMost",
    },
    apart: {
      on: "energy",
      statistic: "that distance over the one of the first samples",
      against: "apartAtLeast",
    },
    nearing: {
      on: "energy",
      statistic: "share by which it fell over 6 probes",
      against: "nearingAtLeast",
    },
    probes: { on: "variety", statistic: "probes so far" },
    repeats: { on: "repeats", statistic: "pairs that are the same sample", against: "repeatsAtLeast" },
    fewestRepeats: { on: "repeats", statistic: "the fewest such pairs before" },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "unlikeAtLeast" },
    typical: { on: "spreadFake", statistic: "that of 8 probes, typically", against: "typicalAtMost" },
    toldApart: { on: "auc", statistic: "area under the curve, either way", against: "toldApartAtMost" },
    narrowest: {
      on: "spreadFake",
      statistic: "the widest of ten windows of that spread",
      against: "nearlyNothingAtMost",
    },
  },
  example: { diversity: [...steady(0.95, 16), ...ramp(0.9, 0.15, 6), ...steady(0.12, 14)] },
  measure: (readings, _, { stepUnit }) => {
    const { diversity, occupancy, quality, energy, variety } = readings;
    const features =
      readings.features !== null && areCurrent(readings.features, diversity) ? readings.features : null;
    const varied = features ?? diversity;
    return {
      ...signsOfImages(readings),
      diversity: latestOf(diversity),
      features: latestOf(features),
      ...narrownessOf(readings),
      once: highestBefore(varied),
      progress: changeOver(quality ?? energy, PROGRESS_WINDOWS),
      steps: stepsOfTraining([diversity, features, variety, occupancy], stepUnit),
      windows: (varied ?? variety ?? occupancy)?.windowCount ?? Number.NaN,
    };
  },
  judge(measured, t) {
    const { diversity, features, occupancy, once, steps, windows } = measured;
    // Features see what pixels cannot: the same thing moved by one pixel.
    const varied = Number.isNaN(features) ? diversity : features;
    if (Number.isNaN(varied) && Number.isNaN(measured.repeats)) {
      if (Number.isNaN(occupancy)) return { missing: ["outputs/occupancy", "samples/diversity-ratio"] };
      const isWarm = windows > t.warmProbes || (windows > WARM_UP_WINDOWS && steps >= t.earlySteps);
      return isWarm ? judgeNarrowness(measured, t) : TOO_EARLY;
    }
    // An encoder that does not know this kind of image takes any two for one: varied pixels near the data outrank it.
    const areVaried = measured.shareOfReal >= t.variedAtLeast && measured.energy < t.unlikeAtLeast;
    const isFew = varied <= t.diversityAtMost && !areVaried;
    const isAlike = Number.isNaN(features) ? areAlike(measured, t) : measured.repeats >= t.repeatsAtLeast;
    if ((isFew || isAlike) && haveFled(measured, t)) return "confirmed";
    if (!(steps >= t.earlySteps) && windows < (Number.isNaN(steps) ? t.earlyEpochs : t.warmProbes))
      return TOO_EARLY;
    if (!isFew && !isAlike) return "clear";
    // Untrained generators repeat themselves as well: what was varied once has collapsed, the rest may yet begin.
    const wereVaried = isFew ? once >= t.onceAtLeast : measured.fewestRepeats < t.repeatsAtLeast / 2;
    const isPlain = isFew || measured.repeats >= t.repeatsAtLeast || measured.varietyLeft <= t.varietyAtMost;
    if (wereVaried && isPlain) return "confirmed";
    return isStuck(measured, t) ? "confirmed" : "suspected";
  },
});
