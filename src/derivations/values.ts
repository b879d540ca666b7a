/** What histograms of generated values tell, of a coordinate, a column or all pixels: beside the data's, and beside those before. */
import { occupancyOfHistograms, wassersteinDistanceOfHistograms } from "../metrics/index.ts";
import type { Histogram } from "../model/index.ts";
import { type DerivedValue, numberAlone, plainValue } from "./derived-value.ts";

export interface ColumnOfValues {
  /** As it stands in the metric's name: one segment. */
  readonly column: string;
}

export interface ValuesAtStep {
  readonly fake: Histogram;
  /** Null where the data's values are not logged. */
  readonly real: Histogram | null;
  /** The generated values one moment earlier; null at the first. */
  readonly before: Histogram | null;
}

export function deriveFromValues(
  { column }: ColumnOfValues,
  { fake, real, before }: ValuesAtStep,
): DerivedValue[] {
  const spread = spreadOf(fake);
  return [
    numberAlone(`values/spread/${column}`, spread),
    ...(before === null ? [] : [numberAlone(`values/movement/${column}`, movementOf(before, fake))]),
    ...(real === null ? [] : besideReal(column, fake, real)),
  ];
}

function besideReal(column: string, fake: Histogram, real: Histogram): DerivedValue[] {
  const distance = wassersteinDistanceOfHistograms(real, fake);
  const occupancy = occupancyOfHistograms(real, fake);
  const spread = spreadOf(real);
  const plain = (metric: string, value: number) => plainValue(`${metric}/${column}`, value, distance);
  return [
    plain("values/spread-ratio", spreadOf(fake) / spread),
    plain("values/distance", distance.value / spread),
    { metric: `values/occupancy/${column}`, estimate: occupancy },
  ];
}

/** The way all values have gone over that way and their own spread: 0 for values that stay, 1 for a point that jumps. */
function movementOf(before: Histogram, now: Histogram): number {
  const way = wassersteinDistanceOfHistograms(before, now).value;
  return way === 0 ? 0 : way / (way + spreadOf(now));
}

const OF_EVEN_SPREAD = 1 / 12;

/** Standard deviation, with the mass of a bin spread evenly in it. */
function spreadOf({ lefts, rights, counts }: Histogram): number {
  const [left, right] = [
    (bin: number) => lefts[bin] ?? Number.NaN,
    (bin: number) => rights[bin] ?? Number.NaN,
  ];
  let total = 0;
  let sum = 0;
  counts.forEach((count, bin) => {
    if (count === 0) return;
    total += count;
    sum += (count * (left(bin) + right(bin))) / 2;
  });
  const mean = sum / total;
  let squares = 0;
  counts.forEach((count, bin) => {
    if (count === 0) return;
    const fromMean = (left(bin) + right(bin)) / 2 - mean;
    squares += count * (fromMean ** 2 + OF_EVEN_SPREAD * (right(bin) - left(bin)) ** 2);
  });
  return Math.sqrt(squares / total);
}
