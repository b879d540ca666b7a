/** The matrix whose eigenvectors are the principal components, in the form that is cheapest for its shape. */
import type { SampleMatrix } from "../metrics/index.ts";
import { PIECE_MULTIPLICATIONS, type Work } from "./work.ts";

/** XᵀX or XXᵀ of the centred samples X, as something that can be applied to vectors of `order` numbers. */
export interface Factor {
  readonly order: number;
  readonly mean: Float64Array;
  /** Sum of all eigenvalues: the squared length of the centred samples. */
  readonly trace: number;
  apply(vectors: readonly Float64Array[]): Work<Float64Array[]>;
  /** The direction among features that belongs to an eigenvector, of any length. */
  directionOf(eigenvector: Float64Array): Float64Array;
}

/** A matrix of this order takes 32 MB; beyond, it is not formed. */
const LARGEST_ORDER = 2000;
const ROWS_AT_ONCE = 4;

export function* factorOf(matrix: SampleMatrix): Work<Factor> {
  const { sampleCount, featureCount } = matrix;
  const { mean, centred } = centre(matrix);
  let trace = 0;
  for (const value of centred) trace += value * value;
  const acrossFeatures = {
    mean,
    trace,
    order: featureCount,
    directionOf: (vector: Float64Array) => vector.slice(),
  };
  if (featureCount <= sampleCount && featureCount <= LARGEST_ORDER) {
    const covariance = yield* products(transposed(centred, matrix), featureCount, sampleCount);
    return { ...acrossFeatures, apply: (vectors) => applySquare(covariance, vectors) };
  }
  const gather = (weights: Float64Array) => combineRows(centred, weights, featureCount);
  if (sampleCount <= LARGEST_ORDER) {
    const gram = yield* products(centred, sampleCount, featureCount);
    return {
      mean,
      trace,
      order: sampleCount,
      apply: (vectors) => applySquare(gram, vectors),
      directionOf: gather,
    };
  }
  return {
    ...acrossFeatures,
    *apply(vectors) {
      const images: Float64Array[] = [];
      for (const vector of vectors) {
        images.push(gather(applyRows(centred, vector)));
        yield { phase: "reducing", done: images.length, total: vectors.length };
      }
      return images;
    },
  };
}

function centre({ sampleCount, featureCount, values }: SampleMatrix) {
  const mean = new Float64Array(featureCount);
  // `as number`, here and below: within the bounds of typed arrays by construction.
  for (let at = 0, feature = 0; at < values.length; at++) {
    mean[feature] = (mean[feature] as number) + (values[at] as number) / sampleCount;
    feature = feature + 1 === featureCount ? 0 : feature + 1;
  }
  const centred = new Float64Array(values.length);
  for (let at = 0, feature = 0; at < values.length; at++) {
    centred[at] = (values[at] as number) - (mean[feature] as number);
    feature = feature + 1 === featureCount ? 0 : feature + 1;
  }
  return { mean, centred };
}

function transposed(values: Float64Array, { sampleCount, featureCount }: SampleMatrix): Float64Array {
  const turned = new Float64Array(values.length);
  for (let sample = 0; sample < sampleCount; sample++) {
    for (let feature = 0; feature < featureCount; feature++) {
      turned[feature * sampleCount + sample] = values[sample * featureCount + feature] as number;
    }
  }
  return turned;
}

/** Inner products of all rows with one another, [order × order]. */
function* products(rows: Float64Array, order: number, width: number): Work<Float64Array> {
  const square = new Float64Array(order * order);
  const rowsAPiece = Math.max(ROWS_AT_ONCE, Math.floor(PIECE_MULTIPLICATIONS / width));
  for (let first = 0; first < order; first++) {
    for (let from = first; from < order; from += rowsAPiece) {
      const to = Math.min(from + rowsAPiece, order);
      multiplyRows(rows, width, {
        first,
        from,
        to,
        into: square.subarray(first * order, (first + 1) * order),
      });
      yield { phase: "reducing", done: first, total: order };
    }
  }
  for (let first = 0; first < order; first++) {
    for (let second = 0; second < first; second++) {
      square[first * order + second] = square[second * order + first] as number;
    }
  }
  return square;
}

interface RowProducts {
  readonly first: number;
  readonly from: number;
  readonly to: number;
  readonly into: Float64Array;
}

/** The first row with the rows `from … to − 1`, four at a time: its own number is loaded once for them. */
function multiplyRows(rows: Float64Array, width: number, { first, from, to, into }: RowProducts): void {
  let second = from;
  const end = (first + 1) * width;
  for (; second + ROWS_AT_ONCE <= to; second += ROWS_AT_ONCE) {
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
    let at0 = second * width;
    let at1 = at0 + width;
    let at2 = at1 + width;
    let at3 = at2 + width;
    for (let at = first * width; at < end; at++) {
      const value = rows[at] as number;
      sum0 += value * (rows[at0++] as number);
      sum1 += value * (rows[at1++] as number);
      sum2 += value * (rows[at2++] as number);
      sum3 += value * (rows[at3++] as number);
    }
    into.set([sum0, sum1, sum2, sum3], second);
  }
  for (; second < to; second++) {
    let sum = 0;
    for (let at = 0; at < width; at++) {
      sum += (rows[first * width + at] as number) * (rows[second * width + at] as number);
    }
    into[second] = sum;
  }
}

function* applySquare(square: Float64Array, vectors: readonly Float64Array[]): Work<Float64Array[]> {
  const images: Float64Array[] = [];
  for (const vector of vectors) {
    images.push(applyRows(square, vector));
    yield { phase: "reducing", done: images.length, total: vectors.length };
  }
  return images;
}

/** The inner product of each row with the vector. */
function applyRows(rows: Float64Array, vector: Float64Array): Float64Array {
  const width = vector.length;
  const image = new Float64Array(rows.length / width);
  for (let row = 0; row < image.length; row++) {
    let sum = 0;
    for (let at = 0; at < width; at++) sum += (rows[row * width + at] as number) * (vector[at] as number);
    image[row] = sum;
  }
  return image;
}

/** Σ over rows of weight · row. */
function combineRows(rows: Float64Array, weights: Float64Array, width: number): Float64Array {
  const sum = new Float64Array(width);
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] as number;
    for (let at = 0; at < width; at++)
      sum[at] = (sum[at] as number) + weight * (rows[row * width + at] as number);
  }
  return sum;
}
