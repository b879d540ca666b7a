/** Fires when losses stand at chance and were never on its better side: the discriminator has not told samples apart so far. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf, lowestBefore } from "../trends.ts";

/** Windows through which losses must stand still. */
const STILL_WINDOWS = 10;
/** How near to ln 2 a generator's loss of unknown family is taken for a logistic one, as a share. */
const AT_LEVEL = 0.05;

/** Highest less lowest of the latest windows; NaN for fewer. */
function rangeOf(reading: Reading | null): number {
  if (reading === null || reading.windowCount < STILL_WINDOWS) return Number.NaN;
  const medians = reading.recent(STILL_WINDOWS).map(({ median }) => median);
  return Math.max(...medians) - Math.min(...medians);
}

/** Of a loss whose family is not known while the generator's is at ln 2: one side's level or both; NaN elsewhere. */
function logisticLevelOf(loss: Reading, generator: Reading | null): number {
  const isAtLevel = Math.abs(latestOf(generator) - Math.LN2) <= AT_LEVEL * Math.LN2;
  if (!isAtLevel) return Number.NaN;
  return loss.value >= (Math.LN2 + 2 * Math.LN2) / 2 ? 2 * Math.LN2 : Math.LN2;
}

export const lossesStandAtChance = defineRule({
  id: "losses-stand-at-chance",
  mode: "F05",
  headline: "The losses have never left chance",
  severity: 3,
  maturity: "trial",
  needs: {
    loss: required("discriminator/loss"),
    generator: optional("generator/loss"),
    penalty: optional("penalty/r1"),
    diversity: optional("samples/diversity-ratio"),
    coverage: optional("features/coverage"),
  },
  thresholds: {
    awayAtMost: threshold(0.02, "share of the chance level", "losses from 1.36 to 1.41 for 2 ln 2 = 1.386"),
    motionAtMost: threshold(
      0.01,
      "share of the chance level, range of ten windows",
      "a discriminator that does learn moves more from window to window",
    ),
    lowestAtLeast: threshold(
      0.995,
      "share of the chance level",
      "healthy runs that end at chance were below .975 of it before; with labels that say nothing none was below .999",
    ),
    generatorAtMost: threshold(
      0.02,
      "share of ln 2, distance and range",
      "a generator's loss that never leaves ln 2 by more has no opponent, whatever is added to the other's",
    ),
  },
  heldFor: { windows: 6, of: 7 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Goodfellow et al. 2014, arXiv:1406.2661, §4.1",
    claim:
      "the loss is at its chance level both at the equilibrium and for a discriminator that knows nothing",
  },
  why: "Perfect losses: either the players were equals from the start, or the discriminator knows nothing.",
  remedies: [
    {
      do: "Log samples, or outputs on real and generated samples as histograms: they tell one from the other",
    },
    { do: "Check the discriminator's labels, and that its optimiser's step is taken" },
    { do: "Lower the weight of a gradient penalty tenfold" },
  ],
  shows: {
    away: { on: "loss", statistic: "distance of the loss from its chance level", against: "awayAtMost" },
    motion: { on: "loss", statistic: "range of the loss over ten windows", against: "motionAtMost" },
    lowest: {
      on: "loss",
      statistic: "the lowest loss so far, over its chance level",
      against: "lowestAtLeast",
    },
    generator: {
      on: "generator",
      statistic: "distance of the generator's loss from ln 2, or its range",
      against: "generatorAtMost",
    },
  },
  example: { loss: steady(1.386, 30), generator: steady(Math.LN2, 30) },
  measure: ({ loss, generator }, _, { chanceLevel }) => {
    const level = chanceLevel.discriminator ?? logisticLevelOf(loss, generator);
    const isKnown = level > 0;
    return {
      away: isKnown ? Math.abs(loss.value - level) / level : Number.NaN,
      motion: isKnown ? rangeOf(loss) / level : Number.NaN,
      lowest: isKnown ? Math.min(lowestBefore(loss), loss.value) / level : Number.NaN,
      generator: Math.max(Math.abs(latestOf(generator) - Math.LN2), rangeOf(generator)) / Math.LN2,
    };
  },
  judge({ away, motion, lowest, generator }, t, { penalty, diversity, coverage }) {
    // Samples tell what losses cannot, and other rules read them.
    if (Number.isNaN(away)) return { missing: ["outputs/auc", "samples/diversity-ratio"] };
    if ([penalty, diversity, coverage].some((known) => known !== null)) return "clear";
    if (lowest < t.lowestAtLeast) return "clear";
    const standsStill = away <= t.awayAtMost && motion <= t.motionAtMost;
    return standsStill || generator <= t.generatorAtMost ? "suspected" : "clear";
  },
});
