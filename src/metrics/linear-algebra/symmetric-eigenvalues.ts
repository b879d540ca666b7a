/** Eigenvalues of a symmetric matrix, through a tridiagonal one with the same values. */
import type { Progress } from "../progress.ts";
import { reflectInPlace } from "./householder.ts";
import { tridiagonalEigenvalues } from "./implicit-ql.ts";
import type { Block } from "./strips.ts";
import { type PendingPair, trianglePass } from "./triangle-pass.ts";

/**
 * The eigenvalues of the symmetric matrix whose lower triangle `given` holds, in no particular order, each within a
 * few 2⁻⁵² of the largest; the lower triangle is overwritten. NaN throughout when any number is not finite.
 * About 2/3 · size³ products. Source: Householder 1958; Martin, Reinsch and Wilkinson 1968.
 */
export function symmetricEigenvaluesOverwriting(
  given: Block,
  size: number,
  onProgress: Progress,
): Float64Array {
  const pass = trianglePass(given, size);
  const { matrix } = pass;
  const diagonal = new Float64Array(size);
  const offDiagonal = new Float64Array(Math.max(0, size - 1));
  const [v, w, column, product] = [pass.vector(), pass.vector(), pass.vector(), pass.vector()];
  for (let step = 0; step < size; step++) {
    readColumn(matrix, { step, v, w, into: column });
    diagonal[step] = column[step] ?? 0;
    if (step === size - 1) break;
    const { image, scale } = reflectInPlace(column, step + 1);
    offDiagonal[step] = image;
    product.fill(0);
    pass.updateAndMultiply({ v, w }, { from: step + 1, by: column, product });
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

function readColumn(
  { values, stride }: Block,
  { step, v, w, into }: PendingPair & { step: number; into: Float64Array },
): void {
  const [vHere, wHere] = [v[step] ?? 0, w[step] ?? 0];
  for (let row = step; row < into.length; row++) {
    into[row] = (values[row * stride + step] ?? 0) - (v[row] ?? 0) * wHere - (w[row] ?? 0) * vHere;
  }
}
