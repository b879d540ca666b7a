/** Fires when the generator gives few different samples although it once gave many, or never gets better. */
import { ramp, steady } from "../example.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, highestBefore, latestOf } from "../trends.ts";

/** Windows over which quality must fall to count as progress. */
const PROGRESS_WINDOWS = 10;

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
    progressAtLeast: threshold(0.1, "share", "distances of improving runs fall by more over 10 probes"),
    patience: threshold(60, "windows", "MNIST runs that became healthy were varied after fewer probes"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  vouchesFor: "coverage",
  source: {
    cite: "Salimans et al. 2016, arXiv:1606.03498, §3.2",
    claim: "a collapsed generator's outputs race toward a single point that the discriminator believes in",
  },
  why: "A generator that gives few samples covers almost nothing of the data, however good its losses look.",
  remedies: [
    { do: "Go back to the last safe checkpoint" },
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
    windows: { on: "diversity", statistic: "probes without diversity", against: "patience" },
  },
  example: { diversity: [...steady(0.95, 16), ...ramp(0.9, 0.15, 6), ...steady(0.12, 14)] },
  measure: ({ diversity, features, occupancy, quality, spreadReal, spreadFake }) => {
    const varied = features ?? diversity;
    return {
      diversity: latestOf(diversity),
      features: latestOf(features),
      occupancy: latestOf(occupancy),
      narrow: latestOf(spreadFake) / latestOf(spreadReal),
      once: highestBefore(varied),
      progress: changeOver(quality, PROGRESS_WINDOWS),
      windows: varied?.windowCount ?? Number.NaN,
    };
  },
  judge({ diversity, features, occupancy, narrow, once, progress, windows }, t) {
    // Features see what pixels cannot: the same thing moved by one pixel.
    const varied = Number.isNaN(features) ? diversity : features;
    if (Number.isNaN(occupancy) && Number.isNaN(varied)) {
      return { missing: ["outputs/occupancy", "samples/diversity-ratio"] };
    }
    // A narrow band of outputs may hold varied samples: samples outrank outputs.
    if (Number.isNaN(varied)) {
      return occupancy <= t.occupancyAtMost && !(narrow > t.narrowAtMost) ? "suspected" : "clear";
    }
    if (varied > t.diversityAtMost) return "clear";
    if (once >= t.onceAtLeast) return "confirmed";
    // A generator that was never varied may still learn: a distance that does not fall says that it does not.
    const isStuck = progress > -t.progressAtLeast || (Number.isNaN(progress) && windows >= t.patience);
    return isStuck ? "confirmed" : "suspected";
  },
});
