/** Fires when both losses are far better than chance at once, which no game allows: somebody's labels are turned round. */
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { highestBefore, lowestBefore, shareOfStart } from "../trends.ts";

/** Families in which the generator's loss is low only where generated samples pass for real. */
const OPPOSED_FAMILIES = ["bce-ns", "lsgan"];

/** Share of its start of a loss that was always above 0; NaN for one that was not. */
function ownShareOf(loss: Reading): number {
  return lowestBefore(loss) > 0 && loss.value > 0 ? shareOfStart(loss) : Number.NaN;
}

/** Outputs on generated samples that a generator's loss below 0 is the opposite of, over what their judge loses by them. */
function contradictionOf(
  { window: { low, high: judged } }: Reading,
  { window: { high: gain } }: Reading,
  leastGain: number,
): number {
  return low >= 0 && gain <= leastGain ? -gain / judged : 0;
}

export const bothPlayersWin = defineRule({
  id: "both-players-win",
  mode: "F25",
  headline: "Both players win, which no game allows",
  severity: 5,
  maturity: "trial",
  needs: {
    discriminator: required("discriminator/loss"),
    generator: required("generator/loss"),
    penalty: optional("penalty/gradient"),
  },
  thresholds: {
    discriminatorAtMost: threshold(
      0.6,
      "share of its chance level",
      "with the generator's below .3 the generated side alone is 1.2 of it, or 1.07 for least squares",
    ),
    generatorAtMost: threshold(
      0.3,
      "share of its chance level",
      "generated samples pass for real with a probability of .81 or more",
    ),
    onceAtLeast: threshold(
      0.7,
      "share of its chance level",
      "a loss that was never higher is written with a weight",
    ),
    vanishedAtMost: threshold(
      0.05,
      "share of its start",
      "of both losses, where the family is not known and neither was ever below 0",
    ),
    belowAtMost: threshold(-0.5, "loss", "of a generator: outputs on fakes above 0"),
    oddsAtLeast: threshold(
      20,
      "times the discriminator's loss",
      "logistic and hinge losses on fakes are at least as large as outputs above 0, half of them in a mean of sides",
    ),
    impossibleAtLeast: threshold(
      1000,
      "times the discriminator's loss",
      "with the loss grown a hundredfold: no way to write a game's losses gives this in play",
    ),
    farAtLeast: threshold(100, "times its start", "for the same"),
    runsAtLeast: threshold(
      10,
      "times its start",
      "of a generator's loss below 0: other terms that are below 0 by themselves stay in their range",
    ),
  },
  heldFor: { windows: 3, of: 4 },
  arms: "at-once",
  games: ["generative"],
  explains: [
    "discriminator-overpowers",
    "discriminator-memorises",
    "discriminator-uses-shortcut",
    "generator-loss-falls-steadily",
    "losses-say-discriminator-won",
    "discriminator-loss-vanishes",
    "discriminator-breaks-away",
    "generator-loss-rises-on",
    "loss-diverges",
    "gradients-explode",
    "outputs-swing",
    "losses-stand-still",
    "samples-collapse",
    "quality-worsens",
  ],
  source: {
    cite: "Goodfellow et al. 2014, arXiv:1406.2661, §3",
    claim: "the generator gains where the discriminator takes its samples for real, and so loses",
  },
  why: "Both losses look perfect because the players agree: the generator is paid for being told apart.",
  remedies: [
    { do: "Check which batch the discriminator's step calls real, and which label each side is given" },
    { do: "Check the sign of the generator's loss, and the label that it is computed with" },
    {
      do: "Go back to the last safe step: what was learnt since leads away from the data",
      whereNeverSafe: "Then start anew: what was learnt leads away from the data",
    },
  ],
  shows: {
    discriminator: {
      on: "discriminator",
      statistic: "loss over its chance level",
      against: "discriminatorAtMost",
    },
    generator: { on: "generator", statistic: "loss over its chance level", against: "generatorAtMost" },
    once: { on: "generator", statistic: "the highest it was before", against: "onceAtLeast" },
    vanished: {
      on: "discriminator",
      statistic: "the less vanished loss over its highest",
      against: "vanishedAtMost",
    },
    odds: {
      on: "generator",
      statistic: "its loss below 0 over the discriminator's",
      against: "oddsAtLeast",
    },
    runs: { on: "generator", statistic: "size of the loss over its start", against: "runsAtLeast" },
  },
  example: {
    discriminator: [...steady(1.3, 10), ...ramp(0.6, 0.15, 12)],
    generator: [...steady(0.75, 10), ...ramp(0.2, 0.03, 12)],
  },
  measure: ({ discriminator, generator, penalty }, t, { chanceLevel, lossFamily }) => {
    // A critic's loss has no least value, and a penalty in it none that outputs make.
    const isCritic = lossFamily === "wasserstein" || penalty !== null || lowestBefore(discriminator) < 0;
    const areOpposed = OPPOSED_FAMILIES.includes(lossFamily);
    const [levelD, levelG] = [chanceLevel.discriminator ?? Number.NaN, chanceLevel.generator ?? Number.NaN];
    return {
      discriminator: areOpposed ? discriminator.value / levelD : Number.NaN,
      generator: areOpposed ? generator.value / levelG : Number.NaN,
      once: areOpposed ? highestBefore(generator) / levelG : Number.NaN,
      vanished:
        lossFamily === "unknown" ? Math.max(ownShareOf(discriminator), ownShareOf(generator)) : Number.NaN,
      odds: isCritic ? 0 : contradictionOf(discriminator, generator, t.belowAtMost),
      runs: Math.abs(shareOfStart(generator)),
    };
  },
  judge({ discriminator, generator, once, vanished, odds, runs }, t) {
    if (odds >= t.impossibleAtLeast && runs >= t.farAtLeast) return "confirmed";
    const contradicts = odds >= t.oddsAtLeast && (odds === Number.POSITIVE_INFINITY || runs >= t.runsAtLeast);
    if (contradicts || vanished <= t.vanishedAtMost) return "suspected";
    if (Number.isNaN(discriminator) || Number.isNaN(generator)) return { missing: ["outputs/auc"] };
    if (discriminator > t.discriminatorAtMost || generator > t.generatorAtMost) return "clear";
    return once >= t.onceAtLeast ? "confirmed" : "suspected";
  },
});
