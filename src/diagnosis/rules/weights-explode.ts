/** Fires when the weights of a layer are many times as large as they were, as histograms of them show. */
import { ramp, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf, startOf } from "../trends.ts";

/** Smaller weights at the start count as this: biases begin at 0, and all grow to some tenths as they learn. */
const LEAST_START = 0.1;

function growthOf(reading: Reading): number {
  return reading.value / Math.max(startOf(reading), LEAST_START);
}

export const weightsExplode = defineRule({
  id: "weights-explode",
  mode: "F08",
  headline: "Weights explode",
  severity: 4,
  maturity: "trial",
  needs: {
    generator: layers("generator/weight-size/layers"),
    discriminator: layers("discriminator/weight-size/layers"),
  },
  thresholds: {
    highAtLeast: threshold(10, "times what they were, or .1", "healthy weights of digits double at most"),
    explodedAtLeast: threshold(
      100,
      "times what they were, or .1",
      "two decades: nothing of what was learnt is left",
    ),
  },
  heldFor: { windows: 2, of: 3 },
  arms: "at-once",
  explains: [
    "loss-diverges",
    "samples-stand-still",
    "discriminator-overpowers",
    "noise-is-ignored",
    "samples-collapse",
    "labels-are-ignored",
  ],
  source: {
    cite: "Pascanu et al. 2013, arXiv:1211.5063, §2",
    claim: "gradients that grow exponentially make steps that destroy what was learnt",
  },
  why: "Weights that a few steps have made many times as large hold nothing of what was learnt.",
  remedies: [
    { do: "Go back to the last safe checkpoint", whereNeverSafe: null },
    { do: "Lower the learning rate tenfold, and clip the gradient norm" },
    { do: "Add spectral normalisation", cite: "Miyato et al. 2018, arXiv:1802.05957" },
  ],
  shows: {
    generator: {
      on: "generator",
      statistic: "root mean square of a layer's weights over that at the start",
      against: "highAtLeast",
    },
    discriminator: {
      on: "discriminator",
      statistic: "root mean square of a layer's weights over that at the start",
      against: "highAtLeast",
    },
  },
  example: { generator: [[...steady(0.08, 12), ...ramp(1, 14, 10)]] },
  measure: ({ generator, discriminator }) => ({
    generator: largestOf(generator.map(growthOf)),
    discriminator: largestOf(discriminator.map(growthOf)),
  }),
  judge({ generator, discriminator }, t) {
    const growth = largestOf([generator, discriminator].filter((one) => !Number.isNaN(one)));
    if (Number.isNaN(growth)) {
      return { missing: ["generator/weight-size/layers", "discriminator/weight-size/layers"] };
    }
    if (growth >= t.explodedAtLeast) return "confirmed";
    return growth >= t.highAtLeast ? "suspected" : "clear";
  },
});
