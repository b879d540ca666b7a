/** Fires when samples carry the grid of strided upsampling. */
import { steady } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

export const checkerboardPattern = defineRule({
  id: "checkerboard-pattern",
  mode: "F24",
  headline: "Samples carry a checkerboard pattern",
  severity: 2,
  maturity: "trial",
  needs: { pattern: required("samples/checkerboard") },
  thresholds: { patternAtLeast: threshold(6, "robust z", "healthy MNIST runs stayed below 4") },
  heldFor: { windows: 3, of: 3 },
  arms: "after-warm-up",
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
  },
  example: { pattern: steady(12, 16) },
  measure: ({ pattern }) => ({ pattern: pattern.value }),
  judge({ pattern }, t) {
    if (Number.isNaN(pattern)) return { missing: ["samples/checkerboard"] };
    return pattern >= t.patternAtLeast ? "confirmed" : "clear";
  },
});
