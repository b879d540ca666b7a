/** The ways to write the two losses of a game, as functions of the discriminator's output. */
import type { LossFamily } from "../model/index.ts";

/**
 * Losses of one sample, where outputs are high on real ones. Paired forms take the output less that on the
 * other side. All are convex but the saturating generator's: by Jensen's inequality a mean loss lies above the
 * loss of the mean output, so batch means bound what they don't tell.
 */
export interface LossForm {
  readonly id: string;
  readonly family: LossFamily;
  readonly real: (output: number) => number;
  readonly fake: (output: number) => number;
  readonly generator: (output: number) => number;
  /** The output that fits the generator's loss; NaN where none does. */
  readonly outputOfGenerator: (loss: number) => number;
  /** The output that says "generated" as strongly as this one says "real". */
  readonly mirror: (output: number) => number;
  /** The output of a discriminator that knows nothing. */
  readonly undecided: number;
  /** The generator's loss at that output, where that is a level: a mean output is free to drift. */
  readonly hasGeneratorLevel: boolean;
  readonly isPaired: boolean;
  /** Whether papers write it with a factor ½, which some code keeps for both players. */
  readonly isHalved: boolean;
  /** Whether its relativistic form has the same levels, whatever the factor. */
  readonly hasRelativisticTwin: boolean;
  /** Misfit that a rarer form must make up for by fitting better. */
  readonly rarity: number;
}

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** −log(1 − e^−loss) and its like: the x with softplus(x) = loss. */
function inverseSoftplus(loss: number): number {
  return loss > 0 ? Math.log(Math.expm1(loss)) : Number.NaN;
}

const negative = (x: number) => -x;
const above = (least: number) => (x: number) => Math.max(0, least + x);
const square = (target: number) => (x: number) => (x - target) ** 2;

const LOGISTIC: LossForm = {
  id: "non-saturating cross-entropy",
  family: "bce-ns",
  real: (x) => softplus(-x),
  fake: softplus,
  generator: (x) => softplus(-x),
  outputOfGenerator: (loss) => -inverseSoftplus(loss),
  mirror: negative,
  undecided: 0,
  hasGeneratorLevel: true,
  isPaired: false,
  isHalved: false,
  hasRelativisticTwin: false,
  rarity: 0,
};

const HINGE: LossForm = {
  ...LOGISTIC,
  id: "hinge",
  family: "hinge",
  real: (x) => above(1)(-x),
  fake: above(1),
  generator: negative,
  outputOfGenerator: negative,
  hasGeneratorLevel: false,
};

const LEAST_SQUARES: LossForm = {
  ...LOGISTIC,
  id: "least squares with targets 1 and 0",
  family: "lsgan",
  real: square(1),
  fake: square(0),
  generator: square(1),
  outputOfGenerator: (loss) => (loss >= 0 ? 1 - Math.sqrt(loss) : Number.NaN),
  mirror: (x) => 1 - x,
  undecided: 0.5,
  isHalved: true,
};

/** How much better a form must fit that few use, and one that hardly anybody does. */
const RARE = 0.15;
const RARER = 0.3;

export const LOSS_FORMS: readonly LossForm[] = [
  LOGISTIC,
  {
    ...LOGISTIC,
    id: "saturating cross-entropy",
    family: "bce-saturating",
    generator: (x) => -softplus(x),
    outputOfGenerator: (loss) => inverseSoftplus(-loss),
    rarity: RARE / 2,
  },
  HINGE,
  {
    ...HINGE,
    id: "hinge with a hinge for the generator",
    generator: (x) => above(1)(-x),
    outputOfGenerator: (loss) => (loss >= 0 ? 1 - loss : Number.NaN),
    hasGeneratorLevel: true,
    hasRelativisticTwin: true,
    rarity: RARE,
  },
  LEAST_SQUARES,
  {
    ...LEAST_SQUARES,
    id: "least squares with targets 1 and −1",
    fake: square(-1),
    mirror: negative,
    undecided: 0,
    rarity: RARER,
  },
  {
    ...LEAST_SQUARES,
    id: "least squares with targets 1 and −1, the generator's 0",
    fake: square(-1),
    generator: square(0),
    outputOfGenerator: (loss) => (loss >= 0 ? -Math.sqrt(loss) : Number.NaN),
    mirror: negative,
    undecided: 0,
    rarity: RARE,
  },
  {
    ...HINGE,
    id: "Wasserstein",
    family: "wasserstein",
    real: negative,
    fake: (x) => x,
  },
  {
    ...HINGE,
    id: "relativistic hinge",
    family: "relativistic",
    generator: (x) => above(1)(-x),
    outputOfGenerator: (loss) => (loss >= 0 ? 1 - loss : Number.NaN),
    hasGeneratorLevel: true,
    isPaired: true,
    rarity: RARER,
  },
  {
    ...LOGISTIC,
    id: "relativistic cross-entropy",
    family: "relativistic",
    isPaired: true,
    rarity: RARE,
  },
];
