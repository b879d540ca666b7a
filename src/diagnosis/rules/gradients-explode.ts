/** Fires when gradients jump far above what is usual for the run, more than once. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf } from "../trends.ts";

/** What the first windows show; gradients that had vanished and come back to it have not exploded. */
const START_WINDOWS = 5;
const LEAST_SHARE_OF_START = 0.1;
/** Of a player that gets hardly any gradient a stray one is many times the usual, and explodes nothing. */
const LEAST_USUAL_NORM = 1e-3;

/** The latest window over the trailing baseline, or over a tenth of the start or next to nothing where these are more; NaN while there is none. */
function jumpOf(reading: Reading | null): number {
  const baseline = reading?.baseline() ?? null;
  if (reading === null || baseline === null || !(baseline.median > 0)) return Number.NaN;
  const usual = Math.max(
    baseline.median,
    LEAST_SHARE_OF_START * (reading.medianOfFirst(START_WINDOWS) || 0),
    LEAST_USUAL_NORM,
  );
  return reading.value / usual;
}

export const gradientsExplode = defineRule({
  id: "gradients-explode",
  mode: "F08",
  headline: "Gradients explode",
  severity: 4,
  maturity: "measured",
  needs: {
    generator: optional("generator/gradient-norm"),
    discriminator: optional("discriminator/gradient-norm"),
    generatorLayers: layers("generator/gradient-norm/layers"),
    discriminatorLayers: layers("discriminator/gradient-norm/layers"),
  },
  thresholds: {
    highAtLeast: threshold(
      30,
      "times its baseline",
      "spikes of a stray batch stay below in a window's median",
    ),
    jumpAtLeast: threshold(100, "times its baseline", "two decades above the run's own past"),
  },
  heldFor: { windows: 2, of: 5 },
  arms: "after-warm-up",
  explains: [
    "loss-diverges",
    "labels-are-swapped",
    "generator-loss-falls-steadily",
    "penalty-dominates",
    "losses-stand-still",
  ],
  source: {
    cite: "Pascanu et al. 2013, arXiv:1211.5063, §2",
    claim: "gradients that grow exponentially make steps that destroy what was learnt",
  },
  why: "One step along an exploded gradient can undo thousands.",
  remedies: [
    { do: "Lower the learning rate tenfold" },
    { do: "Clip the gradient norm" },
    { do: "Add spectral normalisation", cite: "Miyato et al. 2018, arXiv:1802.05957" },
    { do: "Compute gradient penalties in float32" },
  ],
  shows: {
    generator: { on: "generator", statistic: "gradient norm over its baseline", against: "highAtLeast" },
    discriminator: {
      on: "discriminator",
      statistic: "gradient norm over its baseline",
      against: "highAtLeast",
    },
    generatorLayers: {
      on: "generatorLayers",
      statistic: "largest layer's gradient norm over its baseline",
      against: "highAtLeast",
    },
    discriminatorLayers: {
      on: "discriminatorLayers",
      statistic: "largest layer's gradient norm over its baseline",
      against: "highAtLeast",
    },
  },
  example: { generator: [...steady(0.8, 14), ...steady(240, 4)] },
  measure: ({ generator, discriminator, generatorLayers, discriminatorLayers }) => ({
    generator: jumpOf(generator),
    discriminator: jumpOf(discriminator),
    generatorLayers: largestOf(generatorLayers.map(jumpOf)),
    discriminatorLayers: largestOf(discriminatorLayers.map(jumpOf)),
  }),
  judge(measured, t) {
    const largest = largestOf(Object.values(measured));
    if (Number.isNaN(largest)) {
      return { missing: ["generator/gradient-norm", "discriminator/gradient-norm"] };
    }
    if (largest >= t.jumpAtLeast) return "confirmed";
    return largest >= t.highAtLeast ? "suspected" : "clear";
  },
});
