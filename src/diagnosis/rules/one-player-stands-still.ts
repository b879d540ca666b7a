/** Fires when the weights of one player stand still while those of the other move. */
import { steady } from "../example.ts";
import { defineRule, layers } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf } from "../trends.ts";

export const onePlayerStandsStill = defineRule({
  id: "one-player-stands-still",
  mode: "F19",
  headline: "One player is not trained",
  severity: 4,
  maturity: "trial",
  needs: {
    discriminator: layers("discriminator/update-ratio/layers"),
    generator: layers("generator/update-ratio/layers"),
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
  measure: ({ discriminator, generator, deadDiscriminator, deadGenerator }) => ({
    discriminator: largestOf(discriminator.map(({ value }) => value)),
    generator: largestOf(generator.map(({ value }) => value)),
    deadDiscriminator: largestOf(deadDiscriminator.map(({ value }) => value)),
    deadGenerator: largestOf(deadGenerator.map(({ value }) => value)),
  }),
  judge({ discriminator, generator, deadDiscriminator, deadGenerator }, t) {
    if (Number.isNaN(discriminator) || Number.isNaN(generator)) {
      return { missing: ["discriminator/update-ratio/layers", "generator/update-ratio/layers"] };
    }
    const [less, more] = [Math.min(discriminator, generator), Math.max(discriminator, generator)];
    const dead = less === discriminator ? deadDiscriminator : deadGenerator;
    if (dead >= t.deadAtLeast) return "clear";
    return less <= t.updateAtMost && more >= t.movesAtLeast ? "confirmed" : "clear";
  },
});
