/** Fires when a loss leaves every level it could have and keeps growing. */

import { medianOf } from "../baseline.ts";
import { growing, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, largestOf, latestOf, startOf } from "../trends.ts";

const TREND_WINDOWS = 8;
/** Windows whose size is the size of a loss that has no level. */
const SIZE_WINDOWS = 5;

/** Against its chance level, or its own start where that is larger or there is none. */
function sizeOf(reading: Reading | null, level: number | null): number {
  if (reading === null) return Number.NaN;
  const own = Math.abs(startOf(reading));
  const early = medianOf(
    reading.first(SIZE_WINDOWS).map(({ high, low }) => Math.max(Math.abs(high), Math.abs(low))),
  );
  return Math.abs(latestOf(reading)) / Math.max(Math.abs(level ?? 0), own, early);
}

export const lossDiverges = defineRule({
  id: "loss-diverges",
  mode: "F08",
  headline: "A loss grows without bound",
  severity: 4,
  maturity: "measured",
  needs: { discriminator: optional("discriminator/loss"), generator: optional("generator/loss") },
  thresholds: {
    highAtLeast: threshold(100, "times its level or start", "generators that lose badly reach 20 to 30"),
    sizeAtLeast: threshold(1000, "times its level or start", "no bounded game gives such losses"),
    growthAtLeast: threshold(0.2, "share over 8 windows", "what has grown and stays is another matter"),
  },
  heldFor: { windows: 2, of: 3 },
  arms: "after-warm-up",
  vouchesFor: "numbers",
  explains: [
    "labels-are-swapped",
    "generator-loss-falls-steadily",
    "penalty-dominates",
    "losses-stand-still",
  ],
  source: {
    cite: "Mescheder et al. 2018, arXiv:1801.04406, §2",
    claim: "unregularised gradient descent on a game need not converge even near its equilibrium",
  },
  why: "A loss that grows without bound comes before infinite weights.",
  remedies: [
    {
      do: "Go back to the last safe checkpoint and lower the learning rate tenfold",
      whereNeverSafe: "Lower the learning rate tenfold",
    },
    { do: "Clip the gradient norm, or lower the momentum" },
    { do: "Check that the data are normalised" },
  ],
  shows: {
    discriminator: { on: "discriminator", statistic: "size over its level or start", against: "highAtLeast" },
    generator: { on: "generator", statistic: "size over its level or start", against: "highAtLeast" },
    discriminatorGrowth: {
      on: "discriminator",
      statistic: "change over 8 windows",
      against: "growthAtLeast",
    },
    generatorGrowth: { on: "generator", statistic: "change over 8 windows", against: "growthAtLeast" },
  },
  example: { discriminator: [...steady(1.3, 8), ...growing(1.3, 1.9, 18)] },
  measure: ({ discriminator, generator }, _, { chanceLevel }) => ({
    discriminator: sizeOf(discriminator, chanceLevel.discriminator),
    generator: sizeOf(generator, chanceLevel.generator),
    discriminatorGrowth: Math.abs(changeOver(discriminator, TREND_WINDOWS)),
    generatorGrowth: Math.abs(changeOver(generator, TREND_WINDOWS)),
  }),
  judge({ discriminator, generator, discriminatorGrowth, generatorGrowth }, t) {
    const largest = largestOf([
      discriminatorGrowth >= t.growthAtLeast ? discriminator : 0,
      generatorGrowth >= t.growthAtLeast ? generator : 0,
    ]);
    if (Number.isNaN(discriminator) && Number.isNaN(generator)) {
      return { missing: ["discriminator/loss", "generator/loss"] };
    }
    if (largest >= t.sizeAtLeast) return "confirmed";
    return largest >= t.highAtLeast ? "suspected" : "clear";
  },
});
