/** The arrays of scripts/fixtures/metrics_reference_features.py, made here by the same formula. */
import { type SampleMatrix, sampleMatrix } from "../../sample-matrix.ts";

const MULTIPLIER = 1_664_525;
const INCREMENT = 1_013_904_223;
const TWO_TO_32 = 2 ** 32;

/** Uniform numbers in [0, 1) of a linear congruential generator: three lines in any language. */
export function congruential(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(MULTIPLIER, state) + INCREMENT) >>> 0;
    return state / TWO_TO_32;
  };
}

interface Recipe {
  readonly seed: number;
  readonly sampleCount: number;
  readonly featureCount: number;
  readonly shift?: number;
  readonly scale?: number;
}

/** Sums of three uniform numbers less their mean, scaled by 1 / √(1 + feature), and shifted. */
export function referenceFeatures(recipe: Recipe): SampleMatrix {
  const { seed, sampleCount, featureCount, shift = 0, scale = 1 } = recipe;
  const uniform = congruential(seed);
  const values = new Float64Array(sampleCount * featureCount);
  for (let at = 0; at < values.length; at++) {
    const sum = uniform() + uniform() + uniform() - 3 / 2;
    values[at] = (sum * scale) / Math.sqrt(1 + (at % featureCount)) + shift;
  }
  return sampleMatrix(values, sampleCount, featureCount);
}

/** Row-wise softmax of `sharpness` times uniform numbers. */
export function referenceProbabilities(recipe: Recipe & { readonly sharpness: number }): SampleMatrix {
  const { seed, sampleCount, featureCount, sharpness } = recipe;
  const uniform = congruential(seed);
  const values = new Float64Array(sampleCount * featureCount);
  for (let row = 0; row < sampleCount; row++) {
    const raised = Array.from({ length: featureCount }, () => Math.exp(sharpness * uniform()));
    const sum = raised.reduce((total, value) => total + value, 0);
    for (const [column, value] of raised.entries()) values[row * featureCount + column] = value / sum;
  }
  return sampleMatrix(values, sampleCount, featureCount);
}
