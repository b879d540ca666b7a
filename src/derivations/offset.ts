/** Where the generated samples lie as a whole, beside the real ones: two places along fixed directions, so that circles show. */
import { seededNormal } from "../metrics/index.ts";
import type { MeasuredFeatures } from "./measured-features.ts";

const SEED = 1;

interface Offsets {
  readonly first: number;
  readonly second: number;
}

/**
 * The way from the mean real to the mean generated features along two directions at right angles, the same at every
 * moment, over the median distance of two real samples; 0 where the means agree. NaN of the second with one feature.
 */
export function offsetsOf(real: MeasuredFeatures, fake: MeasuredFeatures): Offsets {
  const [from, to] = [real.meansOfCompared(), fake.means()];
  const shift = to.map((mean, feature) => mean - (from[feature] ?? Number.NaN));
  const normal = seededNormal(SEED);
  const draw = () => shift.map(() => normal());
  const first = toUnitLength(draw());
  const other = draw();
  const along = productOf(first, other);
  const second = toUnitLength(other.map((value, feature) => value - along * (first[feature] ?? Number.NaN)));
  const scale = real.spreadAsReal().median;
  const hasSecond = shift.length > 1;
  return {
    first: productOf(shift, first) / scale,
    second: hasSecond ? productOf(shift, second) / scale : Number.NaN,
  };
}

function toUnitLength(vector: Float64Array): Float64Array {
  const length = Math.sqrt(productOf(vector, vector));
  return vector.map((value) => value / length);
}

function productOf(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, place) => sum + value * (other[place] ?? Number.NaN), 0);
}
