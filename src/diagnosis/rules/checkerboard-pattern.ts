/** Fires when samples carry the grid of strided upsampling. */
import { steady } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { latestOf } from "../trends.ts";

export const checkerboardPattern = defineRule({
  id: "checkerboard-pattern",
  mode: "F24",
  headline: "Samples carry a checkerboard pattern",
  severity: 2,
  maturity: "trial",
  needs: {
    pattern: required("samples/checkerboard"),
    energy: optional("samples/checkerboard/fake"),
    diversity: optional("samples/diversity-ratio"),
    distance: optional("samples/energy"),
  },
  thresholds: {
    patternAtLeast: threshold(6, "robust z", "healthy MNIST runs stayed below 4"),
    energyAtLeast: threshold(
      1,
      "nats above its neighbours",
      "noise is 0 and digits lie below: a dense network's noise exceeds digits without any pattern",
    ),
    diversityAtMost: threshold(
      0.5,
      "ratio to real samples",
      "the spectrum of few samples says nothing of the network's",
    ),
    distanceAtMost: threshold(
      0.15,
      "energy coefficient of pixels",
      "samples that do not resemble the data yet have other faults",
    ),
  },
  heldFor: { windows: 3, of: 3 },
  arms: "after-warm-up",
  games: ["generative"],
  source: {
    cite: "Odena et al. 2016, distill.pub/2016/deconv-checkerboard",
    claim: "transposed convolutions whose kernel is not a multiple of the stride overlap unevenly",
  },
  why: "The pattern is the network's, not the data's, and gives every sample away.",
  remedies: [
    { do: "Resize, then convolve, instead of a transposed convolution" },
    { do: "Choose kernels whose size is a multiple of the stride" },
  ],
  shows: {
    pattern: {
      on: "pattern",
      statistic: "energy at the stride's frequencies, generated less real",
      against: "patternAtLeast",
    },
    energy: {
      on: "energy",
      statistic: "energy there over that of neighbouring frequencies",
      against: "energyAtLeast",
    },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtMost" },
    distance: { on: "distance", statistic: "distance of pixels to real ones", against: "distanceAtMost" },
  },
  example: { pattern: steady(12, 16), energy: steady(2, 16) },
  measure: ({ pattern, energy, diversity, distance }) => ({
    pattern: pattern.value,
    energy: latestOf(energy),
    diversity: latestOf(diversity),
    distance: latestOf(distance),
  }),
  judge({ pattern, energy, diversity, distance }, t) {
    if (Number.isNaN(pattern) || diversity <= t.diversityAtMost || distance > t.distanceAtMost)
      return { missing: ["samples/checkerboard"] };
    if (pattern < t.patternAtLeast || energy < t.energyAtLeast) return "clear";
    return energy >= t.energyAtLeast ? "confirmed" : "suspected";
  },
});
