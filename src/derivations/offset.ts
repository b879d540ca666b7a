/** Where the generated samples lie as a whole, beside the real ones: two places along fixed directions, so that circles show. */
import { pairwiseSpread, type SampleMatrix, seededNormal } from "../metrics/index.ts";

const SEED = 1;

interface Offsets {
  readonly first: number;
  readonly second: number;
}

/**
 * The way from the mean real to the mean generated features along two directions at right angles, the same at every
 * moment, over the median distance of two real samples; 0 where the means agree. NaN of the second with one feature.
 */
export function offsetsOf(real: SampleMatrix, fake: SampleMatrix): Offsets {
  const [from, to] = [meansOf(real), meansOf(fake)];
  const shift = to.map((mean, feature) => mean - (from[feature] ?? Number.NaN));
  const normal = seededNormal(SEED);
  const draw = () => shift.map(() => normal());
  const first = toUnitLength(draw());
  const other = draw();
  const along = productOf(first, other);
  const second = toUnitLength(other.map((value, feature) => value - along * (first[feature] ?? Number.NaN)));
  const scale = pairwiseSpread(real, { seed: SEED }).median;
  const hasSecond = shift.length > 1;
  return {
    first: productOf(shift, first) / scale,
    second: hasSecond ? productOf(shift, second) / scale : Number.NaN,
  };
}

/** Mean of each feature. */
export function meansOf({ values, sampleCount, featureCount }: SampleMatrix): Float64Array {
  const means = new Float64Array(featureCount);
  for (let place = 0; place < sampleCount * featureCount; place++) {
    const feature = place % featureCount;
    means[feature] = (means[feature] ?? 0) + (values[place] ?? Number.NaN) / sampleCount;
  }
  return means;
}

function toUnitLength(vector: Float64Array): Float64Array {
  const length = Math.sqrt(productOf(vector, vector));
  return vector.map((value) => value / length);
}

function productOf(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, place) => sum + value * (other[place] ?? Number.NaN), 0);
}
