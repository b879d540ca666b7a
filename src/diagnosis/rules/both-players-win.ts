/** Fires when both losses are far better than chance at once, which no game allows: somebody's labels are turned round. */
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { highestBefore, lowestBefore } from "../trends.ts";

/** Families in which the generator's loss is low only where generated samples pass for real. */
const OPPOSED_FAMILIES = ["bce-ns", "lsgan"];

/** Whether every point of the window is exactly 0: a hinge that no sample reaches. */
function isNothing({ window: { low, high, nonFiniteCount } }: Reading): boolean {
  return low === 0 && high === 0 && nonFiniteCount === 0;
}

/** Share of its highest of a loss that was always above 0; NaN for one that was not. */
function ownShareOf(loss: Reading): number {
  return lowestBefore(loss) > 0 && loss.value > 0 ? loss.value / highestBefore(loss) : Number.NaN;
}

export const bothPlayersWin = defineRule({
  id: "both-players-win",
  mode: "F25",
  headline: "Both players win, which no game allows",
  severity: 5,
  maturity: "trial",
  needs: { discriminator: required("discriminator/loss"), generator: required("generator/loss") },
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
      "share of its highest",
      "of both losses, where the family is not known and neither was ever below 0",
    ),
    belowAtMost: threshold(
      -0.5,
      "loss",
      "beside a discriminator's loss of exactly 0: outputs on fakes above 0",
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
    below: { on: "generator", statistic: "loss beside one of exactly 0", against: "belowAtMost" },
  },
  example: {
    discriminator: [...steady(1.3, 10), ...ramp(0.6, 0.15, 12)],
    generator: [...steady(0.75, 10), ...ramp(0.2, 0.03, 12)],
  },
  measure: ({ discriminator, generator }, _, { chanceLevel, lossFamily }) => {
    const areOpposed = OPPOSED_FAMILIES.includes(lossFamily);
    const [levelD, levelG] = [chanceLevel.discriminator ?? Number.NaN, chanceLevel.generator ?? Number.NaN];
    return {
      discriminator: areOpposed ? discriminator.value / levelD : Number.NaN,
      generator: areOpposed ? generator.value / levelG : Number.NaN,
      once: areOpposed ? highestBefore(generator) / levelG : Number.NaN,
      vanished:
        lossFamily === "unknown" ? Math.max(ownShareOf(discriminator), ownShareOf(generator)) : Number.NaN,
      below: isNothing(discriminator) ? generator.window.high : Number.NaN,
    };
  },
  judge({ discriminator, generator, once, vanished, below }, t) {
    if (below <= t.belowAtMost || vanished <= t.vanishedAtMost) return "suspected";
    if (Number.isNaN(discriminator) || Number.isNaN(generator)) return { missing: ["outputs/auc"] };
    if (discriminator > t.discriminatorAtMost || generator > t.generatorAtMost) return "clear";
    return once >= t.onceAtLeast ? "confirmed" : "suspected";
  },
});
