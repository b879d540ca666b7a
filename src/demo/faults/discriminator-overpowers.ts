/** A discriminator that is trained so much that the generator learns nothing from it. */
import { withLearning } from "../recipe.ts";
import type { Fault } from "./fault.ts";

/** Before each update of the generator. */
const UPDATES = 5;
/** Of the generator's learning rate. */
const SLOWER = 0.02;

export const discriminatorOverpowers: Fault = {
  name: "discriminator-overpowers",
  description:
    "The discriminator makes five updates for each of a generator that learns fifty times too slowly.",
  mode: "F04",
  rule: "discriminator-overpowers",
  foundBy: 800,
  figure: "outputs",
  change: (recipe) => ({
    ...withLearning(recipe, "generator", { learningRate: SLOWER * recipe.learning.generator.learningRate }),
    discriminatorUpdates: UPDATES,
  }),
};
