/** An optimiser that was given no variables of the generator, which stays as it was born. */
import { withLearning } from "../recipe.ts";
import type { Fault } from "./fault.ts";

export const generatorFrozen: Fault = {
  name: "generator-frozen",
  description: "The generator's optimiser holds no weights: its samples never change.",
  mode: "F19",
  rule: "one-player-stands-still",
  foundBy: 800,
  figure: "losses",
  change: (recipe) => withLearning(recipe, "generator", { direction: 0 }),
};
