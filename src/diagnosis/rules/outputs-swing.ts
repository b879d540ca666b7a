/** Fires when generated samples move as a whole, further than they lie apart, as the discriminator sees them. */
import { medianOf } from "../baseline.ts";
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { AGAINST_HOPPING } from "../shared-remedies.ts";
import { threshold } from "../threshold.ts";
import { stepsOfTraining } from "../training-steps.ts";

/** Probes among which both sides are sought. */
const LOOK_BACK = 10;
/** How many of them must lie on either side: a single one may be a stray. */
const ON_EACH_SIDE = 2;

function recentOf(reading: Reading | null): readonly number[] {
  if (reading === null || reading.windowCount < LOOK_BACK) return [];
  return reading
    .recent(LOOK_BACK)
    .map(({ median }) => median)
    .toSorted((a, b) => a - b);
}

/** Probes over which the mean may wander. */
const WANDER_LOOK_BACK = 8;
const HALF = 0.5;
/** Outputs of one value still count as this wide, as a share of those on real samples. */
const LEAST_WIDTH = 1e-3;

function latestMedians(reading: Reading): readonly number[] {
  return reading.recent(WANDER_LOOK_BACK).map(({ median }) => median);
}

/** Standard deviation, from probe to probe, of how far fakes lie from reals, over how wide they lie in one probe. */
function wanderOf({
  meanReal,
  meanFake,
  spreadReal,
  spreadFake,
}: Readonly<Record<"meanReal" | "meanFake" | "spreadReal" | "spreadFake", Reading>>): number {
  const reals = latestMedians(meanReal);
  const ways = latestMedians(meanFake).map((mean, probe) => mean - (reals[probe] ?? Number.NaN));
  if (ways.length < WANDER_LOOK_BACK) return Number.NaN;
  const middle = ways.reduce((sum, way) => sum + way, 0) / ways.length;
  const squares = ways.reduce((sum, way) => sum + (way - middle) ** 2, 0);
  const width = Math.max(
    medianOf(latestMedians(spreadFake)),
    LEAST_WIDTH * medianOf(latestMedians(spreadReal)),
  );
  return Math.sqrt(squares / ways.length) / width;
}

export const outputsSwing = defineRule({
  id: "outputs-swing",
  mode: "F03",
  headline: "Generated samples swing from side to side",
  severity: 4,
  maturity: "trial",
  needs: {
    auc: required("outputs/auc"),
    occupancy: required("outputs/occupancy"),
    meanReal: required("outputs/mean/real"),
    meanFake: required("outputs/mean/fake"),
    spreadReal: required("outputs/spread/real"),
    spreadFake: required("outputs/spread/fake"),
    diversity: optional("samples/diversity-ratio"),
    features: optional("features/diversity-ratio"),
    energy: optional("samples/energy"),
  },
  thresholds: {
    lowAtMost: threshold(0.3, "probability", "most generated samples look more real than the real ones"),
    highAtLeast: threshold(0.7, "probability", "and most do not"),
    occupancyAtMost: threshold(
      0.35,
      "share of real-quantile bins, median of 10 probes",
      "all at one place at a time; samples that cover the data lie above .5",
    ),
    wanderAtLeast: threshold(
      1,
      "widths of one probe, standard deviation of 8 probes",
      "healthy points, digits and tables stay below .9 once they have had time to learn",
    ),
    farAtLeast: threshold(4, "the same", "while they learn they stay below 2.7"),
    apartAtMost: threshold(
      0.92,
      "area under the curve, either way, median of 8 probes",
      "what is always told apart does not get away from the discriminator",
    ),
    narrowAtMost: threshold(
      0.4,
      "fake over real spread of outputs, medians of 8 probes",
      "few samples that wander need no such patience; learning ones are as narrow in their first hundreds of steps",
    ),
    patienceOfNarrowSteps: threshold(500, "steps", "healthy runs wander and lie in a band no longer"),
    patienceOfNarrow: threshold(20, "probes", "the same where steps do not count training"),
    patienceSteps: threshold(900, "steps", "by then healthy runs had stopped moving as a whole"),
    patience: threshold(25, "probes", "the same where steps do not count training"),
    diversityAtMost: threshold(0.7, "ratio to real samples", "few places at a time"),
    energyAtMost: threshold(
      0.03,
      "energy coefficient of pixels",
      "what lies as near to the data does not swing",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: ["losses-oscillate", "samples-collapse", "discriminator-learns-nothing"],
  source: {
    cite: "Metz et al. 2017, arXiv:1611.02163, §3.1",
    claim: "the generator moves from mode to mode as the discriminator learns to reject each of them",
  },
  why: "A generator that flees as a whole from where it is caught never stays to learn a place.",
  remedies: AGAINST_HOPPING,
  shows: {
    low: { on: "auc", statistic: "second lowest area under the curve of 10 probes", against: "lowAtMost" },
    high: { on: "auc", statistic: "second highest of them", against: "highAtLeast" },
    occupancy: {
      on: "occupancy",
      statistic: "real-quantile bins that hold fakes",
      against: "occupancyAtMost",
    },
    wander: {
      on: "meanFake",
      statistic: "wandering of the mean output on fakes over the width of one probe",
      against: "wanderAtLeast",
    },
    narrow: {
      on: "spreadFake",
      statistic: "width of outputs on fakes over that on reals",
      against: "narrowAtMost",
    },
    apart: { on: "auc", statistic: "area under the curve, either way", against: "apartAtMost" },
    steps: { on: "meanFake", statistic: "steps of training", against: "patienceSteps" },
    windows: { on: "meanFake", statistic: "probes", against: "patience" },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtMost" },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "energyAtMost" },
  },
  example: {
    auc: Array.from({ length: 30 }, (_, probe) => (probe % 4 < 2 ? 0.05 : 0.97)),
    occupancy: steady(0.19, 30),
    meanReal: steady(0.4, 30),
    meanFake: Array.from({ length: 30 }, (_, probe) => (probe % 4 < 2 ? 1.6 : -1.2)),
    spreadReal: steady(0.9, 30),
    spreadFake: steady(0.3, 30),
  },
  measure: (readings, _, { stepUnit }) => {
    const { auc, occupancy, diversity, features, energy, meanFake } = readings;
    const order = recentOf(auc);
    return {
      wander: wanderOf(readings),
      narrow: medianOf(latestMedians(readings.spreadFake)) / medianOf(latestMedians(readings.spreadReal)),
      apart: HALF + Math.abs(medianOf(latestMedians(auc)) - HALF),
      steps: stepsOfTraining([meanFake], stepUnit),
      windows: meanFake.windowCount,
      low: order[ON_EACH_SIDE - 1] ?? Number.NaN,
      high: order[LOOK_BACK - ON_EACH_SIDE] ?? Number.NaN,
      occupancy: medianOf(recentOf(occupancy)),
      diversity: (features ?? diversity)?.value ?? Number.NaN,
      energy: energy?.value ?? Number.NaN,
    };
  },
  judge({ low, high, occupancy, diversity, energy, ...outputs }, t) {
    if (Number.isNaN(outputs.wander)) return { missing: ["outputs/mean/fake"] };
    const swings = low <= t.lowAtMost && high >= t.highAtLeast && occupancy <= t.occupancyAtMost;
    const wanders = doWander(outputs, t);
    // Samples that cover the data may still be ranked all on one side by a discriminator that overshoots.
    const coversData = diversity > t.diversityAtMost || energy <= t.energyAtMost;
    if ((!swings && !wanders) || coversData) return "clear";
    const isSeen = diversity <= t.diversityAtMost || energy > t.energyAtMost;
    return swings && isSeen ? "confirmed" : "suspected";
  },
});

interface OfOutputs {
  readonly wander: number;
  readonly narrow: number;
  readonly apart: number;
  readonly steps: number;
  readonly windows: number;
}

/** The further they go and the fewer they look, the sooner. */
function doWander(
  { wander, narrow, apart, steps, windows }: OfOutputs,
  t: Readonly<
    Record<
      | "wanderAtLeast"
      | "farAtLeast"
      | "narrowAtMost"
      | "apartAtMost"
      | "patienceSteps"
      | "patience"
      | "patienceOfNarrowSteps"
      | "patienceOfNarrow",
      number
    >
  >,
): boolean {
  if (apart > t.apartAtMost || wander < t.wanderAtLeast) return false;
  if (wander >= t.farAtLeast || steps >= t.patienceSteps || windows >= t.patience) return true;
  return narrow <= t.narrowAtMost && (steps >= t.patienceOfNarrowSteps || windows >= t.patienceOfNarrow);
}
