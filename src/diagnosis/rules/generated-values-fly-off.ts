/** Fires when generated values leave the data by many times its width. */
import { medianOf } from "../baseline.ts";
import { growing, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf } from "../trends.ts";

/** How far a column lies, and over how far it lay when it was nearest. */
function flightOf(column: Reading): { readonly distance: number; readonly growth: number } {
  const distance = column.value;
  return { distance, growth: distance / column.lowestBefore() };
}

export const generatedValuesFlyOff = defineRule({
  id: "generated-values-fly-off",
  mode: "F08",
  headline: "Generated values leave the data far behind",
  severity: 5,
  maturity: "trial",
  needs: { distance: layers("values/distance/columns") },
  thresholds: {
    distanceAtLeast: threshold(
      4,
      "spreads of the data",
      "generators that learn to cover data stay within two of it from their first probes on",
    ),
    growthAtLeast: threshold(3, "times its least", "data that lie far from zero are far away at the start"),
    goneAtLeast: threshold(20, "spreads of the data", "nothing of the data is within reach"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  isForSomeData: true,
  explains: ["generated-values-jump", "quality-worsens"],
  source: {
    cite: "Mescheder et al. 2018, arXiv:1801.04406, §2.3",
    claim:
      "without a penalty that keeps the discriminator flat at the data the generator is driven away from it",
  },
  why: "A generator that is driven away from the data gets no hint of where it lies.",
  remedies: [
    { do: "Go back to the last safe checkpoint", whereNeverSafe: null },
    { do: "Check the sign of the generator's loss, and that the discriminator's gradients are zeroed" },
    {
      do: "Bound the critic: a gradient penalty of weight 10, or spectral normalisation",
      cite: "Gulrajani et al. 2017, arXiv:1704.00028",
    },
    { do: "Lower both learning rates tenfold" },
  ],
  shows: {
    distance: {
      on: "distance",
      statistic: "distance to the data's values, of the farthest column",
      against: "distanceAtLeast",
    },
    growth: { on: "distance", statistic: "that over its least before", against: "growthAtLeast" },
  },
  example: { distance: [[...steady(0.4, 10), ...growing(0.6, 1.6, 14)]] },
  measure: ({ distance }) => {
    const flights = distance.map(flightOf);
    return {
      distance: largestOf(flights.map((flight) => flight.distance).filter((value) => !Number.isNaN(value))),
      growth: medianOf(flights.map(({ growth }) => growth).filter((value) => !Number.isNaN(value))),
    };
  },
  judge({ distance, growth }, t) {
    if (Number.isNaN(distance) || Number.isNaN(growth)) return { missing: ["values/distance/columns"] };
    if (distance < t.distanceAtLeast || growth < t.growthAtLeast) return "clear";
    return distance >= t.goneAtLeast ? "confirmed" : "suspected";
  },
});
