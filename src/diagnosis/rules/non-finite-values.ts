/** Fires when a loss, an output or a gradient is NaN or infinite. */

import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";

/** NaN where there is none: what is as it should be is no evidence. */
function countIn(readings: readonly (Reading | null)[]): number {
  const count = readings.reduce((sum, reading) => sum + (reading?.window.nonFiniteCount ?? 0), 0);
  return count === 0 ? Number.NaN : count;
}

export const nonFiniteValues = defineRule({
  id: "non-finite-values",
  mode: "F09",
  headline: "Values are NaN or infinite",
  severity: 5,
  maturity: "measured",
  needs: {
    discriminatorLoss: optional("discriminator/loss"),
    generatorLoss: optional("generator/loss"),
    generatorGradients: layers("generator/gradient-norm/layers"),
    discriminatorGradients: layers("discriminator/gradient-norm/layers"),
  },
  thresholds: {
    countAtLeast: threshold(
      1,
      "values",
      "a finite computation never gives one; mixed-precision scalers skip such steps before they are logged",
    ),
  },
  heldFor: { windows: 1, of: 1 },
  arms: "at-once",
  vouchesFor: "numbers",
  explains: [
    "gradients-explode",
    "loss-diverges",
    "losses-stand-still",
    "loss-scale-collapses",
    "data-range-mismatch",
    "noise-is-ignored",
    "samples-collapse",
    "quality-worsens",
  ],
  source: { cite: "definition", claim: "no arithmetic on NaN ever gives a finite weight again" },
  why: "One NaN in a weight makes every later output NaN; nothing learned after it can be used.",
  remedies: [
    {
      do: "Go back to the last safe checkpoint and lower the learning rate tenfold",
      whereNeverSafe: "Lower the learning rate tenfold",
    },
    {
      do: "Compute losses from raw outputs (with logits), with an epsilon in every logarithm and square root",
    },
    { do: "Clip the gradient norm, and compute gradient penalties in float32" },
  ],
  shows: {
    discriminatorLoss: { on: "discriminatorLoss", statistic: "non-finite values", against: "countAtLeast" },
    generatorLoss: { on: "generatorLoss", statistic: "non-finite values", against: "countAtLeast" },
    generatorGradients: { on: "generatorGradients", statistic: "non-finite values", against: "countAtLeast" },
    discriminatorGradients: {
      on: "discriminatorGradients",
      statistic: "non-finite values",
      against: "countAtLeast",
    },
  },
  example: { discriminatorLoss: [...steady(1.3, 12), Number.NaN, ...steady(Number.NaN, 7)] },
  measure: (readings) => ({
    discriminatorLoss: countIn([readings.discriminatorLoss]),
    generatorLoss: countIn([readings.generatorLoss]),
    generatorGradients: countIn(readings.generatorGradients),
    discriminatorGradients: countIn(readings.discriminatorGradients),
  }),
  judge: (counts, t) =>
    Object.values(counts).some((count) => count >= t.countAtLeast) ? "confirmed" : "clear",
});
