/** Distances from one sample to many, four at a time: reading one row for four pairs takes a third of the time. */
import type { SampleMatrix } from "../sample-matrix.ts";

interface Row {
  readonly samples: SampleMatrix;
  readonly row: number;
}

interface Rows {
  readonly samples: SampleMatrix;
  readonly first: number;
  readonly end: number;
}

interface Target {
  readonly distances: Float64Array;
  readonly at: number;
}

const TOGETHER = 4;

/**
 * Writes ‖x − y‖ of `one` to each of `others` into `distances` from place `at` on. Each is summed in the order of the
 * features, so that a pair has the same bits whatever it is computed with.
 */
export function writeDistances(one: Row, { samples, first, end }: Rows, { distances, at }: Target): void {
  const wholeEnd = first + Math.floor((end - first) / TOGETHER) * TOGETHER;
  for (let other = first; other < wholeEnd; other += TOGETHER) {
    writeFour(one, { samples, row: other }, { distances, at: at + other - first });
  }
  for (let other = wholeEnd; other < end; other++) {
    distances[at + other - first] = distanceTo(one, { samples, row: other });
  }
}

/** ‖x − y‖, summed in float64. */
export function distanceTo(one: Row, other: Row): number {
  const { featureCount, values } = one.samples;
  const others = other.samples.values;
  const [from, to] = [one.row * featureCount, other.row * featureCount];
  let sum = 0;
  for (let feature = 0; feature < featureCount; feature++) {
    // `as number`: both rows are within their matrix.
    const difference = (values[from + feature] as number) - (others[to + feature] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/** To the row `others.row` and the three after it. */
function writeFour(one: Row, others: Row, { distances, at }: Target): void {
  const { featureCount, values } = one.samples;
  const columns = others.samples.values;
  const from = one.row * featureCount;
  const a = others.row * featureCount;
  const b = a + featureCount;
  const c = b + featureCount;
  const d = c + featureCount;
  let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0];
  for (let feature = 0; feature < featureCount; feature++) {
    // `as number`: all rows are within their matrix.
    const value = values[from + feature] as number;
    const toA = value - (columns[a + feature] as number);
    const toB = value - (columns[b + feature] as number);
    const toC = value - (columns[c + feature] as number);
    const toD = value - (columns[d + feature] as number);
    sumA += toA * toA;
    sumB += toB * toB;
    sumC += toC * toC;
    sumD += toD * toD;
  }
  distances.set([Math.sqrt(sumA), Math.sqrt(sumB), Math.sqrt(sumC), Math.sqrt(sumD)], at);
}
