/** Fires when one player takes far larger steps than the other, and that has a consequence. */
import { steady } from "../example.ts";
import { defineRule, layers, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf, latestOf, medianAcross } from "../trends.ts";

export const learningRatesUnbalanced = defineRule({
  id: "learning-rates-unbalanced",
  mode: "F18",
  headline: "One player learns far faster",
  severity: 3,
  maturity: "trial",
  needs: {
    discriminator: layers("discriminator/update-ratio/layers"),
    generator: layers("generator/update-ratio/layers"),
    diversity: optional("samples/diversity-ratio"),
    dead: layers("generator/dead-units/layers"),
  },
  thresholds: {
    decadesAtLeast: threshold(1.5, "decades", "rates 25 apart trained MNIST well"),
    diversityAtMost: threshold(0.3, "ratio to real samples", "an imbalance without consequence is none"),
    deadAtLeast: threshold(0.8, "share of units", "the generator's rate fifty times too high left .98 dead"),
  },
  heldFor: { windows: 5, of: 6 },
  arms: "after-warm-up",
  explains: ["samples-collapse", "units-die"],
  source: {
    cite: "Heusel et al. 2017, arXiv:1706.08500, §2",
    claim: "two learning rates let both players converge where one does not",
  },
  why: "A player that moves much farther per step than the other leaves it behind.",
  remedies: [
    { do: "Set the learning rates to 1e-4 (generator) and 4e-4 (discriminator)", cite: "Heusel et al. 2017" },
    { do: "Change how often each player is trained a round instead" },
  ],
  shows: {
    decades: {
      on: "discriminator",
      statistic: "log₁₀ of the players' update ratios",
      against: "decadesAtLeast",
    },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtMost" },
    dead: { on: "dead", statistic: "dead units of the worst layer", against: "deadAtLeast" },
  },
  example: {
    discriminator: [steady(5e-5, 20)],
    generator: [steady(0.05, 20)],
    diversity: steady(0.05, 20),
  },
  measure: ({ discriminator, generator, diversity, dead }) => ({
    decades: Math.abs(Math.log10(medianAcross(discriminator) / medianAcross(generator))),
    diversity: latestOf(diversity),
    dead: largestOf(dead.map(({ value }) => value)),
  }),
  judge({ decades, diversity, dead }, t) {
    if (Number.isNaN(decades)) {
      return { missing: ["discriminator/update-ratio/layers", "generator/update-ratio/layers"] };
    }
    const hasConsequence = diversity <= t.diversityAtMost || dead >= t.deadAtLeast;
    // Whose weights stand still altogether has another failure.
    return Number.isFinite(decades) && decades >= t.decadesAtLeast && hasConsequence ? "suspected" : "clear";
  },
});
