/** Fires when the discriminator stays undecided although the samples are bad. */
import { steady } from "../example.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf, lowestBefore } from "../trends.ts";

export const discriminatorLearnsNothing = defineRule({
  id: "discriminator-learns-nothing",
  mode: "F05",
  headline: "The discriminator learns nothing",
  severity: 4,
  maturity: "trial",
  needs: {
    loss: optional("discriminator/loss"),
    spread: optional("outputs/spread/real"),
    diversity: optional("samples/diversity-ratio"),
    coverage: optional("features/coverage"),
    penalty: optional("penalty/r1"),
    energy: optional("samples/energy"),
    movement: optional("features/movement"),
  },
  thresholds: {
    awayAtMost: threshold(0.02, "share of the chance level", "losses from 1.36 to 1.41 for 2 ln 2 = 1.386"),
    motionAtMost: threshold(
      0.005,
      "share of the chance level",
      "a discriminator that does learn varies more from batch to batch",
    ),
    spreadAtMost: threshold(
      0.05,
      "logits",
      "healthy rings .03 to .12 with R1; half of the labels flipped .012, R1 with γ = 1000 .002",
    ),
    badDiversityAtMost: threshold(
      0.6,
      "ratio to real samples",
      "recall .85 at precision .94 on 111 pilot runs",
    ),
    movementAtLeast: threshold(
      0.3,
      "share of the data's scale",
      "samples that are driven so far a probe have an opponent that answers",
    ),
    badEnergyAtLeast: threshold(
      0.05,
      "energy coefficient of pixels",
      "healthy digits lie within ± .006, those of a discriminator held flat beyond .05 for long",
    ),
    badCoverageAtMost: threshold(0.5, "share of its chance level", "half of the data has no sample near it"),
  },
  heldFor: { windows: 10, of: 12 },
  arms: "after-warm-up",
  games: ["generative"],
  vouchesFor: "balance",
  explains: ["losses-stand-at-chance", "samples-collapse"],
  source: {
    cite: "Goodfellow et al. 2014, arXiv:1406.2661, §4.1",
    claim:
      "the loss is at its chance level both at the equilibrium and for a discriminator that knows nothing",
  },
  why: "A generator that plays against coin tosses gets a gradient that leads nowhere.",
  remedies: [
    { do: "Check that the discriminator's optimiser holds its parameters, and that its step is taken" },
    { do: "Check the labels: none swapped, at most a tenth flipped" },
    { do: "Raise the discriminator's learning rate, or its steps per round" },
    { do: "Lower the weight of the gradient penalty tenfold" },
  ],
  shows: {
    away: { on: "loss", statistic: "distance of the loss from its chance level", against: "awayAtMost" },
    motion: { on: "loss", statistic: "range of the loss over ten windows", against: "motionAtMost" },
    spread: { on: "spread", statistic: "spread of outputs on real samples", against: "spreadAtMost" },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "badDiversityAtMost" },
    movement: {
      on: "movement",
      statistic: "movement of the mean features a probe",
      against: "movementAtLeast",
    },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "badEnergyAtLeast" },
    coverage: { on: "coverage", statistic: "coverage of the data", against: "badCoverageAtMost" },
    lowest: { on: "loss", statistic: "the lowest loss before, over its chance level" },
  },
  example: { loss: steady(1.386, 30) },
  measure: ({ loss, spread, diversity, coverage, energy, movement }, _, { chanceLevel }) => {
    const level = chanceLevel.discriminator ?? Number.NaN;
    const recent = loss?.recent(10) ?? [];
    const range = Math.max(...recent.map(({ high }) => high)) - Math.min(...recent.map(({ low }) => low));
    return {
      away: level > 0 ? Math.abs(latestOf(loss) - level) / level : Number.NaN,
      motion: level > 0 ? range / level : Number.NaN,
      spread: latestOf(spread),
      diversity: latestOf(diversity),
      coverage: latestOf(coverage),
      energy: latestOf(energy),
      movement: latestOf(movement),
      lowest: lowestBefore(loss) / level,
    };
  },
  judge({ away, motion, spread, diversity, coverage, energy, movement, lowest }, t, { penalty }) {
    if (Number.isNaN(away)) return { missing: ["discriminator/loss", "outputs/spread/real"] };
    if (away > t.awayAtMost || movement >= t.movementAtLeast) return "clear";
    const areBad =
      diversity <= t.badDiversityAtMost || coverage <= t.badCoverageAtMost || energy >= t.badEnergyAtLeast;
    if (areBad && spread <= t.spreadAtMost) return "confirmed";
    if (areBad) return "suspected";
    // Samples that are good, a phase below chance, or a penalty: the level is the equilibrium's.
    const areGood = diversity > t.badDiversityAtMost || coverage > t.badCoverageAtMost;
    const hasLearnt = lowest < 1 - t.awayAtMost;
    if (areGood || hasLearnt || penalty !== null) return "clear";
    return motion <= t.motionAtMost ? "suspected" : "clear";
  },
});
