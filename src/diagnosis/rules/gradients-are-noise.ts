/** Fires when gradients of consecutive steps have hardly anything in common while samples stay far from the data. */
import { steady } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver } from "../trends.ts";

/** The cosine of single pairs scatters by a tenth or two. */
const STEADY_WINDOWS = 8;
const PROGRESS_WINDOWS = 5;

function usualOf(reading: Reading): number {
  if (reading.windowCount < STEADY_WINDOWS) return Number.NaN;
  return reading.medianOfWindows(STEADY_WINDOWS - 1, STEADY_WINDOWS);
}

export const gradientsAreNoise = defineRule({
  id: "gradients-are-noise",
  mode: "F30",
  headline: "Gradients are mostly noise",
  severity: 2,
  maturity: "trial",
  needs: {
    generator: required("generator/gradient-cosine"),
    discriminator: required("discriminator/gradient-cosine"),
    energy: required("samples/energy"),
  },
  thresholds: {
    cosineAtMost: threshold(
      0.45,
      "cosine of the gradients of two steps, median of 8 probes",
      "gradients that share a signal: the cosine is its part of them; digits in batches of 64 .55 to .95, of 4 .1 to .44",
    ),
    energyAtLeast: threshold(
      0.05,
      "energy coefficient of pixels",
      "near the data there is no signal left, and nothing wrong",
    ),
    progressAtLeast: threshold(0.4, "share over 5 probes", "what comes nearer as fast can do with the noise"),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "McCandlish et al. 2018, arXiv:1812.06162, §2.2",
    claim:
      "with batches far below the noise scale most of each step is noise, and larger ones would do in fewer",
  },
  why: "A step along noise is as likely to undo something as to learn it.",
  remedies: [
    { do: "Raise the batch size, or gather gradients over several batches" },
    { do: "Lower both learning rates, so that more steps average the noise" },
    { do: "Check that batches are shuffled, and that the loader does not repeat itself" },
  ],
  shows: {
    generator: { on: "generator", statistic: "cosine of consecutive gradients", against: "cosineAtMost" },
    discriminator: {
      on: "discriminator",
      statistic: "cosine of consecutive gradients",
      against: "cosineAtMost",
    },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "energyAtLeast" },
    progress: { on: "energy", statistic: "change of that distance over 5 probes" },
  },
  example: { generator: steady(0.15, 24), discriminator: steady(0.05, 24), energy: steady(0.2, 24) },
  measure: ({ generator, discriminator, energy }) => ({
    generator: usualOf(generator),
    discriminator: usualOf(discriminator),
    energy: energy.value,
    progress: changeOver(energy, PROGRESS_WINDOWS),
  }),
  judge({ generator, discriminator, energy, progress }, t) {
    if (Number.isNaN(generator) || Number.isNaN(discriminator)) {
      return { missing: ["generator/gradient-cosine", "discriminator/gradient-cosine"] };
    }
    const shareLittle = Math.max(Math.abs(generator), Math.abs(discriminator)) <= t.cosineAtMost;
    const staysFar = energy >= t.energyAtLeast && progress > -t.progressAtLeast;
    return shareLittle && staysFar ? "suspected" : "clear";
  },
});
