/** Fires when most units of a layer give 0 whatever their input. */
import { ramp, steady } from "../example.ts";
import { defineRule, layers } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf } from "../trends.ts";

export const unitsDie = defineRule({
  id: "units-die",
  mode: "F11",
  headline: "Most units of a layer are dead",
  severity: 4,
  maturity: "measured",
  needs: {
    generator: layers("generator/dead-units/layers"),
    discriminator: layers("discriminator/dead-units/layers"),
  },
  thresholds: {
    manyAtLeast: threshold(0.5, "share of units", "healthy layers .05 to .08, unregularised ones .34"),
    mostAtLeast: threshold(0.8, "share of units", "runs with .98 collapsed without exception"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  explains: [
    "samples-collapse",
    "noise-is-ignored",
    "early-layers-starve",
    "learning-rates-unbalanced",
    "losses-stand-still",
  ],
  source: {
    cite: "Zhang et al. 2021, AutoTrainer, ICSE",
    claim: "a layer whose gradients are mostly 0 no longer learns",
  },
  why: "A dead unit has no gradient, so that it stays dead; a layer of them passes nothing on.",
  remedies: [
    { do: "Use leaky rectifiers" },
    { do: "Lower this player's learning rate, and Adam's β₁ to 0 or 0.5" },
    { do: "Normalise the inputs of the layer" },
  ],
  shows: {
    generator: { on: "generator", statistic: "dead units of the worst layer", against: "manyAtLeast" },
    discriminator: {
      on: "discriminator",
      statistic: "dead units of the worst layer",
      against: "manyAtLeast",
    },
  },
  example: { generator: [steady(0.06, 24), [...ramp(0.05, 0.95, 12), ...steady(0.97, 12)]] },
  measure: ({ generator, discriminator }) => ({
    generator: largestOf(generator.map(({ value }) => value)),
    discriminator: largestOf(discriminator.map(({ value }) => value)),
  }),
  judge({ generator, discriminator }, t) {
    const worst = largestOf([generator, discriminator]);
    if (Number.isNaN(worst)) {
      return { missing: ["generator/dead-units/layers", "discriminator/dead-units/layers"] };
    }
    if (worst >= t.mostAtLeast) return "confirmed";
    return worst >= t.manyAtLeast ? "suspected" : "clear";
  },
});
