/** Steps so long that units of the discriminator fall below zero for all images, and stay there. */
import { withLearning } from "../recipe.ts";
import type { Fault } from "./fault.ts";

/** Times the learning rate. */
const FASTER = 100;

export const deadUnits: Fault = {
  name: "dead-units",
  description:
    "The discriminator learns a hundred times as fast as it should, which kills most of its units.",
  mode: "F11",
  rule: "units-die",
  foundBy: 800,
  figure: "gradients-discriminator",
  change: (recipe) =>
    withLearning(recipe, "discriminator", {
      learningRate: FASTER * recipe.learning.discriminator.learningRate,
    }),
};
