/** Inception Score, with the two entropies that it mixes. */
import type { Estimate } from "../estimate.ts";
import { seededRandom, shuffledOrder } from "../random-source.ts";
import { rowsOf, type SampleMatrix } from "../sample-matrix.ts";
import { type ClassifierOutputs, probabilitiesOf } from "./class-probabilities.ts";

export interface InceptionScore extends Estimate {
  /** Standard deviation of the score over splits: not a standard error. */
  readonly deviation: number;
  /** H(Y) in nats, of the mean class probabilities of all samples: it falls when classes are dropped. */
  readonly classEntropy: number;
  /** H(Y|X) in nats, the mean entropy of one sample's probabilities: it rises when samples become unclear. */
  readonly conditionalEntropy: number;
}

export interface InceptionOptions {
  readonly splits?: number;
  /** Shuffles the samples before they are split; without it they are split as they come. */
  readonly seed?: number;
}

const DEFAULT_SPLITS = 10;

/**
 * Inception Score: exp of the mean divergence of a sample's class probabilities from those of all, averaged over splits.
 *
 * - Shape: `outputs` [sampleCount × classCount], row-major, probabilities or logits.
 * - No unit, in [1, classCount]; entropies in [0, ln classCount] nats. Biased downward by about exp of
 *   −(classCount − 1) / (2 · samples of a split). There is no second sample, hence no chance level; `realCount` is 0.
 * - NaN when a number is not finite or there are fewer samples than splits.
 * - Cost: 2 · sampleCount · classCount logarithms.
 * - Source: Salimans et al. 2016, arXiv:1606.03498, §4; splits as torch-fidelity's.
 * - Differs from torch-fidelity in the random numbers of the shuffle, and takes 0 · ln 0 as 0.
 *
 * @example
 * const certain = sampleMatrix(Float64Array.of(1, 0, 0, 1), 2, 2);
 * inceptionScore({ values: certain, form: "probabilities" }, { splits: 1 }).value; // => 2
 * inceptionScore({ values: certain, form: "probabilities" }, { splits: 1 }).classEntropy; // => 0.6931
 */
export function inceptionScore(
  outputs: ClassifierOutputs,
  { splits = DEFAULT_SPLITS, seed }: InceptionOptions = {},
): InceptionScore {
  const inOrder = probabilitiesOf(outputs);
  const { sampleCount } = inOrder;
  const probabilities =
    seed === undefined ? inOrder : rowsOf(inOrder, shuffledOrder(sampleCount, seededRandom(seed)));
  const whole = entropiesOf(probabilities, 0, sampleCount);
  const scores = Array.from({ length: splits }, (_, split) => {
    const [first, end] = [split, split + 1].map((part) => Math.floor((sampleCount * part) / splits));
    const { classEntropy, conditionalEntropy } = entropiesOf(probabilities, first ?? 0, end ?? 0);
    return Math.exp(classEntropy - conditionalEntropy);
  });
  const value = scores.reduce((sum, score) => sum + score, 0) / splits;
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - value) ** 2, 0) / splits);
  return { value, chance: null, interval: null, realCount: 0, fakeCount: sampleCount, deviation, ...whole };
}

/** Of the rows `first` … `end` − 1; NaN of none. */
function entropiesOf({ values, featureCount }: SampleMatrix, first: number, end: number) {
  const mean = new Float64Array(featureCount);
  let conditional = 0;
  for (let row = first; row < end; row++) {
    for (let column = 0; column < featureCount; column++) {
      const probability = values[row * featureCount + column] ?? Number.NaN;
      mean[column] = (mean[column] ?? 0) + probability / (end - first);
      conditional += surprise(probability);
    }
  }
  const classEntropy = mean.reduce((sum, probability) => sum + surprise(probability), 0);
  return {
    classEntropy: end > first ? classEntropy : Number.NaN,
    conditionalEntropy: conditional / (end - first),
  };
}

function surprise(probability: number): number {
  return probability === 0 ? 0 : -probability * Math.log(probability);
}
