/** Data in a span that the generator cannot reach: the discriminator wins by looking at the background. */
import { SYMMETRIC_RANGE, UNIT_RANGE } from "../recipe.ts";
import type { Fault } from "./fault.ts";

export const dataRange: Fault = {
  name: "data-range",
  description: "Real pixels are scaled to [−1, 1] while the generator's sigmoid can only draw [0, 1].",
  mode: "F20",
  rule: "data-range-mismatch",
  foundBy: 800,
  figure: "outputs",
  change: (recipe) => ({ ...recipe, dataRange: SYMMETRIC_RANGE, generatorRange: UNIT_RANGE }),
};
