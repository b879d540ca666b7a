/** Eigenvalues of a symmetric matrix, through a tridiagonal one with the same values. */
import type { Progress } from "../progress.ts";
import { reflectInPlace } from "./householder.ts";
import { tridiagonalEigenvalues } from "./implicit-ql.ts";
import type { Block } from "./strips.ts";

/**
 * The eigenvalues of the symmetric matrix whose lower triangle `matrix` holds, in no particular order, each within a
 * few 2⁻⁵² of the largest; the lower triangle is overwritten. NaN throughout when any number is not finite.
 * About 2/3 · size³ products. Source: Householder 1958; Martin, Reinsch and Wilkinson 1968.
 */
export function symmetricEigenvaluesOverwriting(
  matrix: Block,
  size: number,
  onProgress: Progress,
): Float64Array {
  const diagonal = new Float64Array(size);
  const offDiagonal = new Float64Array(Math.max(0, size - 1));
  const v = new Float64Array(size);
  const w = new Float64Array(size);
  const column = new Float64Array(size);
  for (let step = 0; step < size; step++) {
    readColumn(matrix, { step, v, w, into: column });
    diagonal[step] = column[step] ?? 0;
    if (step === size - 1) break;
    const { image, scale } = reflectInPlace(column, step + 1);
    offDiagonal[step] = image;
    const product = updateAndMultiply(matrix, { from: step + 1, v, w, by: column });
    let along = 0;
    for (let place = step + 1; place < size; place++) along += (product[place] ?? 0) * (column[place] ?? 0);
    for (let place = step + 1; place < size; place++) {
      v[place] = column[place] ?? 0;
      w[place] = scale * ((product[place] ?? 0) - (scale / 2) * along * (column[place] ?? 0));
    }
    onProgress((step + 1) / size);
  }
  return tridiagonalEigenvalues(diagonal, offDiagonal);
}

interface Vectors {
  readonly v: Float64Array;
  readonly w: Float64Array;
}

function readColumn(
  { values, stride }: Block,
  { step, v, w, into }: Vectors & { step: number; into: Float64Array },
): void {
  const [vHere, wHere] = [v[step] ?? 0, w[step] ?? 0];
  for (let row = step; row < into.length; row++) {
    into[row] = (values[row * stride + step] ?? 0) - (v[row] ?? 0) * wHere - (w[row] ?? 0) * vHere;
  }
}

/** Applies A − v·wᵀ − w·vᵀ to the lower triangle from `from` on, and returns the result's product with `by`: one pass. */
function updateAndMultiply(
  { values, stride }: Block,
  { from, v, w, by }: Vectors & { from: number; by: Float64Array },
): Float64Array {
  const product = new Float64Array(by.length);
  for (let row = from; row < by.length; row++) {
    const at = row * stride;
    // `as number`, here and below: within bounds by construction, in the loop that takes all the time.
    const [vRow, wRow, byRow] = [v[row] as number, w[row] as number, by[row] as number];
    let sum = 0;
    for (let column = from; column < row; column++) {
      const value =
        (values[at + column] as number) - vRow * (w[column] as number) - wRow * (v[column] as number);
      values[at + column] = value;
      sum += value * (by[column] as number);
      product[column] = (product[column] as number) + byRow * value;
    }
    const onDiagonal = (values[at + row] as number) - 2 * vRow * wRow;
    values[at + row] = onDiagonal;
    product[row] = (product[row] as number) + sum + onDiagonal * byRow;
  }
  return product;
}
