/** Which classes a generator makes, how often, and whether that is how often they should come. */
import type { Estimate } from "../estimate.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { type ClassifierOutputs, probabilitiesOf } from "./class-probabilities.ts";
import { compareFrequencies, type FrequencyComparison } from "./goodness-of-fit.ts";

export interface ModeHistogram extends FrequencyComparison {
  /** The share of samples of which the classifier is too unsure to give them a class. */
  readonly withoutClass: Estimate;
  /** The mean of the largest probability of a sample; NaN when an output is not finite. */
  readonly meanConfidence: number;
}

export interface ModeOptions {
  /** The least probability of the likeliest class for a sample to count as one of it. */
  readonly leastConfidence?: number;
}

/** No other class can be as likely. */
const DEFAULT_LEAST_CONFIDENCE = 0.5;

/**
 * Counts each sample for its likeliest class and compares the counts with reference frequencies.
 *
 * - Shapes: `outputs` [sampleCount × classCount], row-major; `frequencies` [classCount], such as the counts of the
 *   classifier on real samples, so that its own errors cancel.
 * - Units, ranges and chance levels as `compareFrequencies`, of the samples that got a class; `withoutClass` a share in
 *   [0, 1] with Wilson's 95 % interval. Outputs that are not finite get no class.
 * - Calling a class dropped needs n ≥ ln(K / 0.01) / −ln(1 − 1 / K) samples of K classes: 66 for 10.
 * - Cost: sampleCount · classCount. Source: the research literature's usage; tests as `compareFrequencies`.
 *
 * @example
 * const outputs = sampleMatrix(Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.5, 0.5, 0.9, 0.1), 4, 2);
 * modeHistogram({ values: outputs, form: "probabilities" }, [1, 1], { leastConfidence: 0.6 }).withoutClass.value; // => 0.25
 */
export function modeHistogram(
  outputs: ClassifierOutputs,
  frequencies: ArrayLike<number>,
  { leastConfidence = DEFAULT_LEAST_CONFIDENCE }: ModeOptions = {},
): ModeHistogram {
  const { sampleCount, featureCount: classCount, values } = probabilitiesOf(outputs);
  const counts = new Uint32Array(classCount);
  let [classed, confidence] = [0, 0];
  for (let sample = 0; sample < sampleCount; sample++) {
    const from = sample * classCount;
    let likeliest = 0;
    for (let place = 1; place < classCount; place++) {
      if ((values[from + place] ?? 0) > (values[from + likeliest] ?? 0)) likeliest = place;
    }
    const most = values[from + likeliest] ?? Number.NaN;
    confidence += most / sampleCount;
    if (!(most >= leastConfidence)) continue;
    counts[likeliest] = (counts[likeliest] ?? 0) + 1;
    classed++;
  }
  const without = sampleCount - classed;
  return {
    ...compareFrequencies(counts, frequencies),
    withoutClass: {
      ...{ value: without / sampleCount, chance: null, interval: wilsonInterval(without, sampleCount) },
      ...{ realCount: 0, fakeCount: sampleCount },
    },
    meanConfidence: sampleCount === 0 ? Number.NaN : confidence,
  };
}
