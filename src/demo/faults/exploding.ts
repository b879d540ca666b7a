/** Steps so long that each makes the next gradient larger, until numbers end. */
import { type Learning, withLearning } from "../recipe.ts";
import type { Fault } from "./fault.ts";

/** So long that gradients of least squares grow with each step. */
const DESCENT: Partial<Learning> = { optimiser: "gradient-descent", learningRate: 20 };

export const exploding: Fault = {
  name: "exploding",
  description:
    "Plain gradient descent at a rate of 20 on the least-squares loss: the losses square themselves step by step.",
  mode: "F09",
  rule: "non-finite-values",
  foundBy: 200,
  figure: "losses",
  change: (recipe) =>
    withLearning(withLearning({ ...recipe, loss: "lsgan" }, "generator", DESCENT), "discriminator", DESCENT),
};
