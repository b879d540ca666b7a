/** Fires when generated samples jump as a whole from one side of the real ones to the other, as the discriminator sees them. */
import { medianOf } from "../baseline.ts";
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

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

export const outputsSwing = defineRule({
  id: "outputs-swing",
  mode: "F03",
  headline: "Generated samples swing from side to side",
  severity: 4,
  maturity: "trial",
  needs: {
    auc: required("outputs/auc"),
    occupancy: required("outputs/occupancy"),
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
  remedies: [
    { do: "Add a zero-centred gradient penalty (R1)", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    { do: "Lower the generator's learning rate, or train the discriminator more often" },
    { do: "Use the moving average of the generator's weights", cite: "Yazıcı et al. 2019, arXiv:1806.04498" },
  ],
  shows: {
    low: { on: "auc", statistic: "second lowest area under the curve of 10 probes", against: "lowAtMost" },
    high: { on: "auc", statistic: "second highest of them", against: "highAtLeast" },
    occupancy: {
      on: "occupancy",
      statistic: "real-quantile bins that hold fakes",
      against: "occupancyAtMost",
    },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtMost" },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "energyAtMost" },
  },
  example: {
    auc: Array.from({ length: 30 }, (_, probe) => (probe % 4 < 2 ? 0.05 : 0.97)),
    occupancy: steady(0.19, 30),
  },
  measure: ({ auc, occupancy, diversity, features, energy }) => {
    const order = recentOf(auc);
    return {
      low: order[ON_EACH_SIDE - 1] ?? Number.NaN,
      high: order[LOOK_BACK - ON_EACH_SIDE] ?? Number.NaN,
      occupancy: medianOf(recentOf(occupancy)),
      diversity: (features ?? diversity)?.value ?? Number.NaN,
      energy: energy?.value ?? Number.NaN,
    };
  },
  judge({ low, high, occupancy, diversity, energy }, t) {
    if (Number.isNaN(low)) return { missing: ["outputs/auc"] };
    const swings = low <= t.lowAtMost && high >= t.highAtLeast && occupancy <= t.occupancyAtMost;
    // Samples that cover the data may still be ranked all on one side by a discriminator that overshoots.
    const coversData = diversity > t.diversityAtMost || energy <= t.energyAtMost;
    if (!swings || coversData) return "clear";
    return diversity <= t.diversityAtMost || energy > t.energyAtMost ? "confirmed" : "suspected";
  },
});
