/** What to try against a failure that several rules find, each in data of another kind. */
import type { Remedy } from "./rule.ts";

export const AGAINST_COLLAPSE: readonly Remedy[] = [
  { do: "Go back to the last safe checkpoint", whereNeverSafe: null },
  { do: "Add an R1 penalty (γ from 0.1 to 10)", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
  {
    do: "Show the discriminator several samples at once (minibatch statistics, or packing two)",
    cite: "Lin et al. 2018, arXiv:1712.04086",
  },
  { do: "Lower both learning rates, and Adam's β₁ to 0 or 0.5" },
];

export const AGAINST_HOPPING: readonly Remedy[] = [
  { do: "Add a zero-centred gradient penalty (R1)", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
  { do: "Lower the generator's learning rate, or train the discriminator more often" },
  { do: "Use the moving average of the generator's weights", cite: "Yazıcı et al. 2019, arXiv:1806.04498" },
];
