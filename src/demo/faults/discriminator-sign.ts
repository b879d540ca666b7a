/** A flipped sign, or swapped labels: each step of the discriminator makes its loss larger. */
import { withLearning } from "../recipe.ts";
import type { Fault } from "./fault.ts";

export const discriminatorSign: Fault = {
  name: "discriminator-sign",
  description:
    "The discriminator's loss has the wrong sign: it learns to take generated samples for real ones.",
  mode: "F25",
  rule: "labels-are-swapped",
  foundBy: 800,
  figure: "accuracies",
  change: (recipe) => withLearning(recipe, "discriminator", { direction: -1 }),
};
