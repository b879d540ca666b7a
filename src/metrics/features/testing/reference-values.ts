/** Stored answers of scipy, scikit-learn and torchmetrics, and the arrays they were computed from. */
import reference from "../../../../fixtures/metrics/features.json";
import type { SampleMatrix } from "../../sample-matrix.ts";
import { referenceFeatures } from "./reference-features.ts";

const COPIES = 10;

interface ReferencePair {
  readonly name: keyof typeof reference.pairs;
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
}

export const referencePairs: readonly ReferencePair[] = [
  {
    name: "many",
    real: referenceFeatures({ seed: 1, sampleCount: 300, featureCount: 16 }),
    fake: referenceFeatures({ seed: 2, sampleCount: 260, featureCount: 16, shift: 0.05, scale: 1.2 }),
  },
  {
    name: "few",
    real: referenceFeatures({ seed: 3, sampleCount: 40, featureCount: 64 }),
    fake: referenceFeatures({ seed: 4, sampleCount: 30, featureCount: 64, shift: 0.02 }),
  },
  {
    name: "fewAgainstMany",
    real: referenceFeatures({ seed: 5, sampleCount: 50, featureCount: 24 }),
    fake: referenceFeatures({ seed: 6, sampleCount: 20, featureCount: 24, scale: 0.5 }),
  },
  {
    name: "collapsed",
    real: referenceFeatures({ seed: 7, sampleCount: 200, featureCount: 8 }),
    fake: repeated(referenceFeatures({ seed: 8, sampleCount: 20, featureCount: 8, scale: 0.9 }), COPIES),
  },
];

/** All rows, then all again, `times` times. */
export function repeated(matrix: SampleMatrix, times: number): SampleMatrix {
  const values = new Float64Array(matrix.values.length * times);
  for (let time = 0; time < times; time++) values.set(matrix.values, time * matrix.values.length);
  return { ...matrix, sampleCount: matrix.sampleCount * times, values };
}

export { reference };
