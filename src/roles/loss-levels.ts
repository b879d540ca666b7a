/** What each loss family is worth when the discriminator knows nothing, and where its losses start out. */
import type { ChanceLevel, LossFamily } from "../model/index.ts";

/** How the two sides make up the discriminator's loss. */
export type SideCombination = "summed" | "averaged";

interface Level {
  /** The generator's adversarial loss; null where the family fixes none. */
  readonly generator: number | null;
  /** The discriminator's loss on one side, with one discriminator. */
  readonly perSide: number | null;
}

/** In nats for the logarithmic families; see Goodfellow 2014 §4, Lim & Ye 2017, Mao 2017, Arjovsky 2017. */
const CHANCE: Readonly<Record<LossFamily, Level>> = {
  "bce-ns": { generator: Math.LN2, perSide: Math.LN2 },
  "bce-saturating": { generator: -Math.LN2, perSide: Math.LN2 },
  hinge: { generator: null, perSide: 1 },
  lsgan: { generator: 0.25, perSide: 0.25 },
  wasserstein: { generator: null, perSide: 0 },
  relativistic: { generator: Math.LN2, perSide: Math.LN2 / 2 },
  unknown: { generator: null, perSide: null },
};

export interface Composition {
  readonly combination: SideCombination;
  /** How many sub-discriminators the losses add up. */
  readonly discriminatorCount: number;
}

export function chanceLevelOf(family: LossFamily, composition: Composition): ChanceLevel {
  const { generator, perSide } = CHANCE[family];
  const { combination, discriminatorCount } = composition;
  const sides = combination === "summed" ? 2 : 1;
  return {
    generator: generator === null ? null : generator * discriminatorCount,
    discriminator: perSide === null ? null : perSide * sides * discriminatorCount,
  };
}

export interface Opening {
  readonly family: LossFamily;
  readonly combination: SideCombination;
  readonly discriminator: number;
  /** "near zero" where the generator's loss is minus the mean output, which starts about there. */
  readonly generator: number | "near zero";
}

/**
 * Where losses start while logits are still about zero. Least squares starts above its chance level:
 * an output of 0 misses the target 1 by 1, an output of ½ both targets by ½.
 */
export const OPENINGS: readonly Opening[] = [
  { family: "bce-ns", combination: "summed", discriminator: 2 * Math.LN2, generator: Math.LN2 },
  { family: "bce-ns", combination: "averaged", discriminator: Math.LN2, generator: Math.LN2 },
  { family: "bce-saturating", combination: "summed", discriminator: 2 * Math.LN2, generator: -Math.LN2 },
  { family: "bce-saturating", combination: "averaged", discriminator: Math.LN2, generator: -Math.LN2 },
  { family: "hinge", combination: "summed", discriminator: 2, generator: "near zero" },
  { family: "hinge", combination: "averaged", discriminator: 1, generator: "near zero" },
  { family: "lsgan", combination: "summed", discriminator: 1, generator: 1 },
  { family: "lsgan", combination: "averaged", discriminator: 0.5, generator: 1 },
  { family: "lsgan", combination: "summed", discriminator: 0.5, generator: 0.25 },
  { family: "lsgan", combination: "averaged", discriminator: 0.25, generator: 0.25 },
];
