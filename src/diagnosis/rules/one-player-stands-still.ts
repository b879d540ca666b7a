/** Fires when the weights of one player stand still while those of the other move. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf } from "../trends.ts";

function largestValueOf(layers: readonly Reading[]): number {
  return largestOf(layers.map(({ value }) => value));
}

export const onePlayerStandsStill = defineRule({
  id: "one-player-stands-still",
  mode: "F19",
  headline: "One player is not trained",
  severity: 4,
  maturity: "trial",
  needs: {
    discriminator: layers("discriminator/update-ratio/layers"),
    generator: layers("generator/update-ratio/layers"),
    discriminatorWeights: layers("discriminator/weight-change/layers"),
    generatorWeights: layers("generator/weight-change/layers"),
    deadGenerator: layers("generator/dead-units/layers"),
    deadDiscriminator: layers("discriminator/dead-units/layers"),
  },
  thresholds: {
    updateAtMost: threshold(1e-9, "‖update‖ ÷ ‖weights‖", "below what float32 weights can show"),
    movesAtLeast: threshold(1e-7, "‖update‖ ÷ ‖weights‖", "healthy Adam steps lie at 1e-4 to 1e-2"),
    deadAtLeast: threshold(
      0.8,
      "share of units",
      "a player whose units are dead is trained, but has no gradient",
    ),
  },
  heldFor: { windows: 3, of: 3 },
  arms: "after-warm-up",
  explains: [
    "losses-stand-still",
    "generator-loss-falls-steadily",
    "learning-rates-unbalanced",
    "samples-circle",
  ],
  source: {
    cite: "definition",
    claim: "an update of 0 leaves the weights as they are",
  },
  why: "A game with one player is no game: the other learns to beat an opponent that never answers.",
  remedies: [
    { do: "Check that the optimiser holds this player's parameters and that they require gradients" },
    { do: "Check its learning rate, and conditions that skip its step" },
    { do: "If it pauses by schedule, silence this rule for the run" },
  ],
  shows: {
    discriminator: {
      on: "discriminator",
      statistic: "largest update ratio of its layers",
      against: "updateAtMost",
    },
    generator: { on: "generator", statistic: "largest update ratio of its layers", against: "updateAtMost" },
    discriminatorWeights: {
      on: "discriminatorWeights",
      statistic: "largest movement of a histogram of its weights",
    },
    generatorWeights: {
      on: "generatorWeights",
      statistic: "largest movement of a histogram of its weights",
    },
    deadDiscriminator: {
      on: "deadDiscriminator",
      statistic: "dead units of the worst layer",
      against: "deadAtLeast",
    },
    deadGenerator: {
      on: "deadGenerator",
      statistic: "dead units of the worst layer",
      against: "deadAtLeast",
    },
  },
  example: { discriminator: [[...steady(1e-3, 10), ...steady(0, 12)]], generator: [steady(1e-3, 22)] },
  measure: (player) => ({
    discriminator: largestValueOf(player.discriminator),
    generator: largestValueOf(player.generator),
    discriminatorWeights: largestValueOf(player.discriminatorWeights),
    generatorWeights: largestValueOf(player.generatorWeights),
    deadDiscriminator: largestValueOf(player.deadDiscriminator),
    deadGenerator: largestValueOf(player.deadGenerator),
  }),
  judge(measured, t) {
    const { discriminator, generator, discriminatorWeights, generatorWeights } = measured;
    const { deadDiscriminator, deadGenerator } = measured;
    const hasUpdates = !Number.isNaN(discriminator) && !Number.isNaN(generator);
    if (!hasUpdates && (Number.isNaN(discriminatorWeights) || Number.isNaN(generatorWeights))) {
      return { missing: ["discriminator/update-ratio/layers", "generator/update-ratio/layers"] };
    }
    const isStill = (own: number, other: number) =>
      hasUpdates ? own <= t.updateAtMost && other >= t.movesAtLeast : own === 0 && other > 0;
    const [ofDiscriminator, ofGenerator] = hasUpdates
      ? [discriminator, generator]
      : [discriminatorWeights, generatorWeights];
    const discriminatorIsStill =
      isStill(ofDiscriminator, ofGenerator) && !(deadDiscriminator >= t.deadAtLeast);
    const generatorIsStill = isStill(ofGenerator, ofDiscriminator) && !(deadGenerator >= t.deadAtLeast);
    return discriminatorIsStill || generatorIsStill ? "confirmed" : "clear";
  },
});
