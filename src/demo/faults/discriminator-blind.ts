/** Labels that say nothing: the best answer to them is a coin toss. */
import type { Fault } from "./fault.ts";

export const discriminatorBlind: Fault = {
  name: "discriminator-blind",
  description: "Half of the discriminator's labels are flipped at random, so that it learns nothing.",
  mode: "F05",
  rule: "discriminator-learns-nothing",
  foundBy: 1500,
  figure: "outputs",
  change: (recipe) => ({ ...recipe, flippedLabels: 0.5 }),
};
