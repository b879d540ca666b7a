/** Singular values of a matrix, through a bidiagonal one with the same values. */
import type { Progress } from "../progress.ts";
import { type BandPasses, bandPasses, type Pending, type TallMatrix } from "./band-passes.ts";
import { reflectInPlace } from "./householder.ts";
import { tridiagonalEigenvalues } from "./implicit-ql.ts";

/**
 * The singular values of a tall matrix, in no particular order, each within a few 2⁻⁵² of the largest; the matrix is
 * overwritten. NaN throughout when any number is not finite. About 2·columns²·(rows − columns / 3) products.
 * Source: Golub and Kahan 1965. A bidiagonal matrix B with diagonal d and superdiagonal e has for singular values the
 * positive eigenvalues of the tridiagonal matrix with diagonal 0 and off-diagonal d₁ e₁ d₂ e₂ … (their eq. 4.2).
 */
export function singularValuesOverwriting(matrix: TallMatrix, onProgress: Progress): Float64Array {
  const band = bandOf(bandPasses(matrix), onProgress);
  const eigenvalues = tridiagonalEigenvalues(new Float64Array(2 * matrix.columns), band);
  if (eigenvalues.some(Number.isNaN)) return new Float64Array(matrix.columns).fill(Number.NaN);
  // They come in pairs ±σ; of a pair at zero both may have one sign, so take halves of the sorted whole.
  return eigenvalues.sort().slice(matrix.columns);
}

/** d₁ e₁ d₂ e₂ … d of the bidiagonal matrix. */
function bandOf(passes: BandPasses, onProgress: Progress): Float64Array {
  const { matrix } = passes;
  const { rows, columns } = matrix;
  const band = new Float64Array(2 * columns - 1);
  const old: Pending = {
    u: passes.vector(rows),
    x: passes.vector(rows),
    y: passes.vector(columns),
    v: passes.vector(columns),
  };
  const u = passes.vector(rows);
  const y = passes.vector(columns);
  for (let step = 0; step < columns; step++) {
    readColumn(matrix, old, { column: step, into: u });
    const left = reflectInPlace(u, step);
    band[2 * step] = left.image;
    if (step === columns - 1) break;
    y.fill(0);
    passes.update(old, { step, u, y });
    for (let column = step + 1; column < columns; column++) y[column] = (y[column] ?? 0) * left.scale;
    readRow(matrix, { step, y, into: old.v });
    const right = reflectInPlace(old.v, step + 1);
    band[2 * step + 1] = right.image;
    old.u.set(u);
    old.y.set(y);
    passes.multiply(old, { step, along: dotFrom(step + 1, y, old.v), scale: right.scale });
    onProgress((step + 1) / columns);
  }
  return band;
}

function readColumn(
  { values, rows, stride }: TallMatrix,
  { u, x, y, v }: Pending,
  { column, into }: { column: number; into: Float64Array },
): void {
  const [yHere, vHere] = [y[column] ?? 0, v[column] ?? 0];
  for (let row = column; row < rows; row++) {
    into[row] = (values[row * stride + column] ?? 0) - (u[row] ?? 0) * yHere - (x[row] ?? 0) * vHere;
  }
}

/** The row that the reflection from the left leaves at `step`. */
function readRow(
  { values, columns, stride }: TallMatrix,
  { step, y, into }: { step: number; y: Float64Array; into: Float64Array },
): void {
  for (let column = step + 1; column < columns; column++) {
    into[column] = (values[step * stride + column] ?? 0) - (y[column] ?? 0);
  }
}

function dotFrom(first: number, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = first; place < a.length; place++) sum += (a[place] ?? 0) * (b[place] ?? 0);
  return sum;
}
