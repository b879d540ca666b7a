/** A schedule stepped per batch instead of per epoch. */
import { withLearning } from "../recipe.ts";
import type { Fault } from "./fault.ts";

export const rateDies: Fault = {
  name: "rate-dies",
  description:
    "A schedule that was meant for epochs lowers both learning rates by a twentieth at every step.",
  mode: "F27",
  rule: "learning-rate-vanishes",
  foundBy: 800,
  figure: "losses",
  change: (recipe) =>
    withLearning(withLearning(recipe, "generator", { decay: 0.95 }), "discriminator", { decay: 0.95 }),
};
