/** What each loss family is worth when the discriminator knows nothing, for games whose values tell no more. */
import type { ChanceLevel, LossFamily } from "../model/index.ts";

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
  /** What both sides of one discriminator, added up, are multiplied by. */
  readonly factor: number;
  /** How many discriminators the generator's term adds up. */
  readonly discriminatorCount: number;
}

export function chanceLevelOf(family: LossFamily, { factor, discriminatorCount }: Composition): ChanceLevel {
  const { generator, perSide } = CHANCE[family];
  return {
    generator: generator === null ? null : generator * discriminatorCount,
    discriminator: perSide === null ? null : 2 * perSide * factor,
  };
}
