/** Fires when a loss repeats one value exactly: nothing is trained, or the same number is logged again. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";

/** How many of the latest points hold exactly one value; NaN where it is not logged or has not begun. */
function repeatsOf(reading: Reading | null): number {
  if (reading === null || !reading.hasBegun) return Number.NaN;
  let count = 0;
  for (let back = 0; back < reading.windowCount; back++) {
    const { low, high, pointCount } = reading.windowBefore(back);
    if (low !== reading.window.low || high !== low) break;
    // A hinge that no sample reaches is 0 for every batch: that is an opponent who has won.
    if (low === 0) break;
    count += pointCount;
  }
  return count;
}

export const lossesStandStill = defineRule({
  id: "losses-stand-still",
  mode: "F19",
  headline: "A loss repeats exactly one value",
  severity: 4,
  maturity: "trial",
  needs: { discriminator: optional("discriminator/loss"), generator: optional("generator/loss") },
  thresholds: {
    repeatsAtLeast: threshold(8, "points", "losses of different batches do not agree in all digits"),
  },
  heldFor: { windows: 1, of: 1 },
  arms: "after-warm-up",
  source: { cite: "definition", claim: "the mean over a new batch gives a new number" },
  why: "A loss that never changes is not computed from new batches, or belongs to a player that is not trained.",
  remedies: [
    { do: "Check that a new batch and new noise are drawn at every step" },
    { do: "Check that the optimiser's step is taken, and that the loss is logged where it is computed" },
    { do: "If this player pauses by schedule, silence this rule for the run" },
  ],
  shows: {
    discriminator: {
      on: "discriminator",
      statistic: "points of one and the same value",
      against: "repeatsAtLeast",
    },
    generator: { on: "generator", statistic: "points of one and the same value", against: "repeatsAtLeast" },
  },
  example: { discriminator: [1.31, 1.22, 1.35, 1.27, 1.3, 1.24, 1.33, 1.29, ...steady(1.287, 16)] },
  measure: ({ discriminator, generator }) => ({
    discriminator: repeatsOf(discriminator),
    generator: repeatsOf(generator),
  }),
  judge({ discriminator, generator }, t, readings) {
    // What NaN leaves behind repeats itself for another reason.
    const areFinite = [readings.discriminator, readings.generator].every(
      (reading) => reading === null || reading.window.nonFiniteCount === 0,
    );
    if (!areFinite) return "clear";
    if (Number.isNaN(discriminator) && Number.isNaN(generator)) {
      return { missing: ["discriminator/loss", "generator/loss"] };
    }
    return discriminator >= t.repeatsAtLeast || generator >= t.repeatsAtLeast ? "suspected" : "clear";
  },
});
