/** Noise too faint to tell samples apart. */
import type { Fault } from "./fault.ts";

export const noiseIgnored: Fault = {
  name: "noise-ignored",
  description: "The noise is a hundredth as large as it should be, so that every sample is the same.",
  mode: "F14",
  rule: "noise-is-ignored",
  foundBy: 800,
  figure: "diversity",
  change: (recipe) => ({ ...recipe, noiseScale: 0.01 }),
};
