/** A flipped sign: each step of the generator makes its loss larger. */
import { withLearning } from "../recipe.ts";
import type { Fault } from "./fault.ts";

export const generatorSign: Fault = {
  name: "generator-sign",
  description: "The generator's loss has the wrong sign: it learns to be found out.",
  mode: "F25",
  rule: "noise-is-ignored",
  foundBy: 1000,
  figure: "diversity",
  change: (recipe) => withLearning(recipe, "generator", { direction: -1 }),
};
