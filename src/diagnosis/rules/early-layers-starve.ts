/** Fires when gradients fade on their way to the first layer. */
import { growing, steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { startOf } from "../trends.ts";

const BIAS = /bias/i;

/** A bias before a normalisation gets no gradient in any game. */
function withoutBiases(readings: readonly Reading[]): readonly Reading[] {
  return readings.filter(({ origin }) => !BIAS.test(origin.layer));
}

/** First over last layer, and that share over the run's own start; NaN for fewer than two layers. */
function depthOf(all: readonly Reading[]): { ratio: number; first: number; drop: number } {
  const readings = withoutBiases(all);
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined || first === last) {
    return { ratio: Number.NaN, first: Number.NaN, drop: Number.NaN };
  }
  const ratio = first.value / last.value;
  return { ratio, first: first.value, drop: ratio / (startOf(first) / startOf(last)) };
}

export const earlyLayersStarve = defineRule({
  id: "early-layers-starve",
  mode: "F10",
  headline: "Gradients vanish before the first layers",
  severity: 3,
  maturity: "trial",
  needs: {
    generator: layers("generator/gradient-norm/layers"),
    discriminator: layers("discriminator/gradient-norm/layers"),
  },
  thresholds: {
    ratioAtMost: threshold(
      1e-3,
      "first over last layer",
      "AutoTrainer's threshold; healthy points and tables .1 to .5, conditional digits .02",
    ),
    normAtMost: threshold(1e-4, "gradient norm", "AutoTrainer's threshold"),
    dropAtMost: threshold(0.01, "share of its start", "two decades below the run's own start"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  source: {
    cite: "Zhang et al. 2021, AutoTrainer, ICSE",
    claim: "vanishing gradients show as a first layer's norm far below the last one's",
  },
  why: "Layers that get no gradient keep their random weights, and all others build on them.",
  remedies: [
    { do: "Add normalisation or residual connections" },
    { do: "Initialise by He or orthogonally, with (leaky) rectifiers" },
    { do: "Feed the noise to several layers of the generator" },
  ],
  shows: {
    generator: { on: "generator", statistic: "gradient norm, first over last layer", against: "ratioAtMost" },
    discriminator: {
      on: "discriminator",
      statistic: "gradient norm, first over last layer",
      against: "ratioAtMost",
    },
    generatorFirst: { on: "generator", statistic: "gradient norm of the first layer", against: "normAtMost" },
    discriminatorFirst: {
      on: "discriminator",
      statistic: "gradient norm of the first layer",
      against: "normAtMost",
    },
    generatorDrop: { on: "generator", statistic: "that ratio over its start", against: "dropAtMost" },
    discriminatorDrop: { on: "discriminator", statistic: "that ratio over its start", against: "dropAtMost" },
  },
  example: { generator: [growing(0.1, 0.6, 26), steady(0.5, 26)] },
  measure: ({ generator, discriminator }) => {
    const [ofGenerator, ofDiscriminator] = [depthOf(generator), depthOf(discriminator)];
    return {
      generator: ofGenerator.ratio,
      discriminator: ofDiscriminator.ratio,
      generatorFirst: ofGenerator.first,
      discriminatorFirst: ofDiscriminator.first,
      generatorDrop: ofGenerator.drop,
      discriminatorDrop: ofDiscriminator.drop,
    };
  },
  judge(measured, t) {
    const { generator, discriminator } = measured;
    if (Number.isNaN(generator) && Number.isNaN(discriminator)) {
      return { missing: ["generator/gradient-norm/layers", "discriminator/gradient-norm/layers"] };
    }
    const isFaint = (ratio: number, first: number) => ratio <= t.ratioAtMost && first <= t.normAtMost;
    const isOfGenerator = isFaint(generator, measured.generatorFirst);
    const hasFaded =
      (isOfGenerator && measured.generatorDrop <= t.dropAtMost) ||
      (isFaint(discriminator, measured.discriminatorFirst) && measured.discriminatorDrop <= t.dropAtMost);
    if (hasFaded) return "confirmed";
    // Deep stacks of saturating units starve the first layers from the start; Adam may still move them.
    return isOfGenerator ? "suspected" : "clear";
  },
});
