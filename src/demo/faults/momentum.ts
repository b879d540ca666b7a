/** Momentum: each player answers what the other did long ago. */
import { withLearning } from "../recipe.ts";
import type { Fault } from "./fault.ts";

export const momentum: Fault = {
  name: "momentum",
  description:
    "Both players go on in old directions for long (β₁ = 0.99), and the generator collapses to one sample.",
  mode: "F01",
  rule: "noise-is-ignored",
  foundBy: 1500,
  figure: "diversity",
  change: (recipe) =>
    withLearning(withLearning(recipe, "generator", { beta1: 0.99 }), "discriminator", { beta1: 0.99 }),
};
