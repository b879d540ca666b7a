/** Fires when the distance to the data has become far larger than it was. */
import { ramp, steady } from "../example.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf, latestOf, lowestBefore } from "../trends.ts";

/** Healthy runs settle between once and twice what two sets of real samples lie apart. */
const CHANCE_MARGIN = 2;

export const qualityWorsens = defineRule({
  id: "quality-worsens",
  mode: "F28",
  headline: "Samples were far better before",
  severity: 4,
  maturity: "trial",
  needs: {
    distance: optional("quality/frechet-distance"),
    chance: optional("quality/frechet-chance"),
    kernel: optional("quality/kernel-distance"),
    energy: optional("samples/energy"),
    luck: optional("samples/energy/by-luck"),
  },
  thresholds: {
    farAtLeast: threshold(
      2.5,
      "times the larger of best and twice the chance level",
      "healthy rings stay below 1.6 and runs that fell reach 3 to 80,000; below its chance level a distance is luck",
    ),
    higherAtLeast: threshold(
      1.5,
      "times its best",
      "a logged distance of thousands of samples varies by a tenth; how many there were is not known",
    ),
    energyAtLeast: threshold(
      0.03,
      "energy coefficient of pixels",
      "healthy digits lie within ± .006; rates a hundredfold too high left .03 to .28",
    ),
    unlikeAtLeast: threshold(
      0.1,
      "energy coefficient of pixels",
      "samples this far from the data have no quality to lose",
    ),
    fallenAtLeast: threshold(
      3,
      "times the larger of best and luck",
      "64 images vary by their luck and no more",
    ),
    doubleAtLeast: threshold(2, "times its best", "kernel distances vary more"),
  },
  heldFor: { windows: 3, of: 4 },
  arms: "after-warm-up",
  games: ["generative"],
  vouchesFor: "coverage",
  source: {
    cite: "Brock et al. 2019, arXiv:1809.11096, §4",
    claim: "training collapses late, and the checkpoint before is the one to keep",
  },
  why: "The distance to the data is the one measure here that does not depend on the opponent.",
  remedies: [
    { do: "Go back to the checkpoint at the lowest distance" },
    { do: "Lower both learning rates from there" },
    { do: "Add augmentation if the data are few" },
  ],
  shows: {
    distance: {
      on: "distance",
      statistic: "distance to the data over its best, or twice its chance level",
      against: "farAtLeast",
    },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "energyAtLeast" },
    fallen: {
      on: "energy",
      statistic: "the same over its best, or its luck",
      against: "fallenAtLeast",
    },
    kernel: { on: "kernel", statistic: "kernel distance over its best", against: "doubleAtLeast" },
  },
  example: {
    distance: [...ramp(200, 20, 14), ...ramp(22, 90, 8), ...steady(90, 6)],
    chance: steady(12, 28),
  },
  measure: ({ distance, chance, kernel, energy, luck }) => ({
    distance: latestOf(distance) / largestOf([lowestBefore(distance), CHANCE_MARGIN * latestOf(chance)]),
    // Unbiased, it may come below 0, where ratios say nothing.
    kernel: lowestBefore(kernel) > 0 ? latestOf(kernel) / lowestBefore(kernel) : Number.NaN,
    energy: latestOf(energy),
    fallen: latestOf(energy) / largestOf([lowestBefore(energy), latestOf(luck)]),
  }),
  judge({ distance, kernel, energy, fallen }, t, { chance }) {
    if ([distance, kernel, energy].every(Number.isNaN)) {
      return { missing: ["quality/frechet-distance", "samples/energy"] };
    }
    const isUnlike = [distance, kernel].every(Number.isNaN) && energy >= t.unlikeAtLeast;
    // Pixels see what an encoder may not, and lie in most logs that have real images.
    if (energy >= t.energyAtLeast && fallen >= t.fallenAtLeast) return "confirmed";
    if (isUnlike) return { missing: ["quality/frechet-distance"] };
    if (chance !== null && distance >= t.farAtLeast) return "confirmed";
    if (Number.isNaN(distance)) return kernel >= t.doubleAtLeast ? "suspected" : "clear";
    return chance === null && distance >= t.higherAtLeast ? "suspected" : "clear";
  },
});
