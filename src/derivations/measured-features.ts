/** Features with what several measures and moments need of them: real ones serve many, generated ones the next as well. */
import { type PairwiseSpread, pairwiseSpread, rowsOf, type SampleMatrix } from "../metrics/index.ts";
import { once } from "./once.ts";

export interface MeasuredFeatures {
  readonly all: SampleMatrix;
  /** The first so many, for measures that compare every pair; the counts beside an estimate say how many. */
  readonly compared: SampleMatrix;
  readonly means: () => Float64Array;
  readonly meansOfCompared: () => Float64Array;
  /** For either side: each is drawn again with numbers of its own. */
  readonly spreadAsReal: () => PairwiseSpread;
  readonly spreadAsFake: () => PairwiseSpread;
}

const MOST_COMPARED_SAMPLES = 2_000;
const SEED_OF_REAL = 2;
const SEED_OF_FAKE = 3;

/** Computes each part when it is first asked for. */
export function measuredFeatures(all: SampleMatrix): MeasuredFeatures {
  const compared = first(all);
  return {
    all,
    compared,
    means: once(() => meansOf(all)),
    meansOfCompared: once(() => meansOf(compared)),
    spreadAsReal: once(() => pairwiseSpread(compared, { seed: SEED_OF_REAL })),
    spreadAsFake: once(() => pairwiseSpread(compared, { seed: SEED_OF_FAKE })),
  };
}

function first(samples: SampleMatrix): SampleMatrix {
  if (samples.sampleCount <= MOST_COMPARED_SAMPLES) return samples;
  return rowsOf(
    samples,
    Array.from({ length: MOST_COMPARED_SAMPLES }, (_, row) => row),
  );
}

/** Mean of each feature. */
function meansOf({ values, sampleCount, featureCount }: SampleMatrix): Float64Array {
  const means = new Float64Array(featureCount);
  for (let place = 0; place < sampleCount * featureCount; place++) {
    const feature = place % featureCount;
    means[feature] = (means[feature] ?? 0) + (values[place] ?? Number.NaN) / sampleCount;
  }
  return means;
}
