/** Fires when the discriminator stays undecided although the samples are bad. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf, lowestBefore } from "../trends.ts";

const LOOK_BACK = 10;

/** The highest of the latest windows; NaN for fewer. */
function highestLately(reading: Reading | null): number {
  if (reading === null || reading.windowCount < LOOK_BACK) return Number.NaN;
  return Math.max(...reading.recent(LOOK_BACK).map(({ median }) => median));
}

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
    auc: optional("outputs/auc"),
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
    approachAtLeast: threshold(
      0.2,
      "share over 10 probes",
      "pixels that come nearer have an opponent that answers, however far they are",
    ),
    fooledAtMost: threshold(
      0.2,
      "AUC, highest of 10 probes",
      "generated samples pass for more real than real ones all the time: one that learns turns round within a few probes",
    ),
    aboveAtLeast: threshold(1.02, "share of the chance level", "it loses by being fooled"),
    aboveAtMost: threshold(
      1.5,
      "share of the chance level",
      "far more is another failure, of labels or of one who stands still",
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
    approach: { on: "energy", statistic: "its change over 10 probes" },
    fooled: {
      on: "auc",
      statistic: "highest area under the curve of 10 probes",
      against: "fooledAtMost",
    },
    share: { on: "loss", statistic: "loss over its chance level", against: "aboveAtLeast" },
    coverage: { on: "coverage", statistic: "coverage of the data", against: "badCoverageAtMost" },
    lowest: { on: "loss", statistic: "the lowest loss before, over its chance level" },
  },
  example: { loss: steady(1.386, 30) },
  measure: ({ loss, spread, diversity, coverage, energy, movement, auc }, _, { chanceLevel }) => {
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
      approach: changeOver(energy, Math.min(energy?.windowCount ?? 0, LOOK_BACK)),
      fooled: highestLately(auc),
      share: level > 0 ? latestOf(loss) / level : Number.NaN,
      lowest: lowestBefore(loss) / level,
    };
  },
  judge(measured, t, { penalty }) {
    const { away, motion, spread, diversity, coverage, energy, movement, fooled, share, lowest } = measured;
    if (Number.isNaN(away)) return { missing: ["discriminator/loss", "outputs/spread/real"] };
    const isFar = energy >= t.badEnergyAtLeast && !(measured.approach <= -t.approachAtLeast);
    const areBad = diversity <= t.badDiversityAtMost || coverage <= t.badCoverageAtMost || isFar;
    const isFooled = fooled <= t.fooledAtMost && share >= t.aboveAtLeast && share <= t.aboveAtMost;
    if (isFooled && areBad) return "confirmed";
    if (away > t.awayAtMost || movement >= t.movementAtLeast) return "clear";
    if (areBad && spread <= t.spreadAtMost) return "confirmed";
    if (areBad) return "suspected";
    // Samples that are good, a phase below chance, or a penalty: the level is the equilibrium's.
    const areGood = diversity > t.badDiversityAtMost || coverage > t.badCoverageAtMost;
    const hasLearnt = lowest < 1 - t.awayAtMost;
    if (areGood || hasLearnt || penalty !== null) return "clear";
    return motion <= t.motionAtMost ? "suspected" : "clear";
  },
});
