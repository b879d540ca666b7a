/** So few digits that the discriminator knows each. */
import type { Fault } from "./fault.ts";

export const fewData: Fault = {
  name: "few-data",
  description: "The discriminator trains on 200 digits and learns them by heart.",
  mode: "F06",
  rule: "discriminator-memorises",
  foundBy: 1500,
  figure: "outputs",
  change: (recipe) => ({ ...recipe, trainingImages: 200 }),
};
