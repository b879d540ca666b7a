/** A deep stack of sigmoids: each passes on a quarter of the gradient at most. */
import type { Fault } from "./fault.ts";

export const starvedLayers: Fault = {
  name: "starved-layers",
  description: "The generator has eight sigmoid layers, through which next to no gradient reaches the first.",
  mode: "F10",
  rule: "early-layers-starve",
  foundBy: 800,
  figure: "gradients-generator",
  change: (recipe) => ({
    ...recipe,
    hidden: { ...recipe.hidden, generator: { count: 8, activation: "sigmoid" } },
  }),
};
