/** Eigenvectors of a small symmetric matrix, by Jacobi's rotations: the last step of principal components. */

export interface Eigen {
  /** Descending. */
  readonly values: Float64Array;
  /** Row i is the unit eigenvector of value i. */
  readonly vectors: Float64Array;
}

/** Jacobi converges quadratically; a matrix of order 100 takes eight sweeps. */
const MOST_SWEEPS = 60;

/** `matrix` [order × order] is symmetric. Costs some 40 · order³; exact to rounding. */
export function symmetricEigen(matrix: Float64Array, order: number): Eigen {
  const work = matrix.slice();
  const vectors = new Float64Array(order * order);
  for (let row = 0; row < order; row++) vectors[row * order + row] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotations = 0;
    for (let row = 0; row < order; row++) {
      for (let column = row + 1; column < order; column++) {
        if (rotate(work, vectors, { order, row, column })) rotations += 1;
      }
    }
    if (rotations === 0) break;
  }
  const places = Array.from({ length: order }, (_, place) => place);
  // `as number`, here and below: within the bounds of typed arrays by construction.
  const valueAt = (place: number) => work[place * order + place] as number;
  places.sort((left, right) => valueAt(right) - valueAt(left) || left - right);
  const sorted = new Float64Array(order * order);
  for (const [rank, place] of places.entries()) {
    sorted.set(vectors.subarray(place * order, (place + 1) * order), rank * order);
  }
  return { values: Float64Array.from(places, valueAt), vectors: sorted };
}

interface Pair {
  readonly order: number;
  readonly row: number;
  readonly column: number;
}

/** Makes the element at (row, column) zero; false where it is zero to rounding already. */
function rotate(work: Float64Array, vectors: Float64Array, { order, row, column }: Pair): boolean {
  const off = work[row * order + column] as number;
  const first = work[row * order + row] as number;
  const second = work[column * order + column] as number;
  if (Math.abs(off) <= Number.EPSILON * Math.sqrt(Math.abs(first * second)) || off === 0) return false;
  const ratio = (second - first) / (2 * off);
  const tangent = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (let other = 0; other < order; other++) {
    const left = work[row * order + other] as number;
    const right = work[column * order + other] as number;
    work[row * order + other] = cosine * left - sine * right;
    work[column * order + other] = sine * left + cosine * right;
  }
  for (let other = 0; other < order; other++) {
    const left = work[other * order + row] as number;
    const right = work[other * order + column] as number;
    work[other * order + row] = cosine * left - sine * right;
    work[other * order + column] = sine * left + cosine * right;
    const [leftVector, rightVector] = [row * order + other, column * order + other];
    const [leftPart, rightPart] = [vectors[leftVector] as number, vectors[rightVector] as number];
    vectors[leftVector] = cosine * leftPart - sine * rightPart;
    vectors[rightVector] = sine * leftPart + cosine * rightPart;
  }
  return true;
}
