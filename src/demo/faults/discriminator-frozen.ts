/** An optimiser that was given no variables of the discriminator, which stays as it was born. */
import { withLearning } from "../recipe.ts";
import type { Fault } from "./fault.ts";

export const discriminatorFrozen: Fault = {
  name: "discriminator-frozen",
  description:
    "The discriminator's optimiser holds no weights: the generator plays against an opponent that never answers.",
  mode: "F19",
  rule: "one-player-stands-still",
  foundBy: 800,
  figure: "losses",
  change: (recipe) => withLearning(recipe, "discriminator", { direction: 0 }),
};
