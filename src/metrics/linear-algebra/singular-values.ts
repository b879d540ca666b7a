/** Singular values of a matrix, through a bidiagonal one with the same values. */
import type { Progress } from "../progress.ts";
import { reflectInPlace } from "./householder.ts";
import { tridiagonalEigenvalues } from "./implicit-ql.ts";

/** Row-major [rows × columns], `stride` numbers from one row to the next; rows ≥ columns. */
export interface TallMatrix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

/**
 * The singular values of a tall matrix, in no particular order, each within a few 2⁻⁵² of the largest; the matrix is
 * overwritten. NaN throughout when any number is not finite. About 2·columns²·(rows − columns / 3) products.
 * Source: Golub and Kahan 1965. A bidiagonal matrix B with diagonal d and superdiagonal e has for singular values the
 * positive eigenvalues of the tridiagonal matrix with diagonal 0 and off-diagonal d₁ e₁ d₂ e₂ … (their eq. 4.2).
 */
export function singularValuesOverwriting(matrix: TallMatrix, onProgress: Progress): Float64Array {
  const band = bandOverwriting(matrix, onProgress);
  const eigenvalues = tridiagonalEigenvalues(new Float64Array(2 * matrix.columns), band);
  if (eigenvalues.some(Number.isNaN)) return new Float64Array(matrix.columns).fill(Number.NaN);
  // They come in pairs ±σ; of a pair at zero both may have one sign, so take halves of the sorted whole.
  return eigenvalues.sort().slice(matrix.columns);
}

/** The pending update A − u·yᵀ − x·vᵀ, applied when the next pass reads A anyway. */
interface Pending {
  /** [rows]: the reflection from the left. */
  readonly u: Float64Array;
  readonly x: Float64Array;
  /** [columns]: the reflection from the right. */
  readonly y: Float64Array;
  readonly v: Float64Array;
}

/** d₁ e₁ d₂ e₂ … d of the bidiagonal matrix. */
function bandOverwriting(matrix: TallMatrix, onProgress: Progress): Float64Array {
  const { rows, columns } = matrix;
  const band = new Float64Array(2 * columns - 1);
  const old: Pending = {
    u: new Float64Array(rows),
    x: new Float64Array(rows),
    y: new Float64Array(columns),
    v: new Float64Array(columns),
  };
  const u = new Float64Array(rows);
  const y = new Float64Array(columns);
  for (let step = 0; step < columns; step++) {
    readColumn(matrix, old, { column: step, into: u });
    const left = reflectInPlace(u, step);
    band[2 * step] = left.image;
    if (step === columns - 1) break;
    updateAndReflect(matrix, old, { step, u, y, scale: left.scale });
    readRow(matrix, { step, y, into: old.v });
    const right = reflectInPlace(old.v, step + 1);
    band[2 * step + 1] = right.image;
    old.u.set(u);
    old.y.set(y);
    multiplyByRow(matrix, old, { step, scale: right.scale });
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

/** Applies what is pending to the columns right of `step`, and puts scale · Aᵀu of the result into `y`: one pass. */
function updateAndReflect(
  { values, rows, columns, stride }: TallMatrix,
  old: Pending,
  { step, u, y, scale }: { step: number; u: Float64Array; y: Float64Array; scale: number },
): void {
  const { y: oldY, v: oldV } = old;
  y.fill(0);
  for (let row = step; row < rows; row++) {
    const from = row * stride;
    const [oldU, oldX, weight] = [old.u[row] ?? 0, old.x[row] ?? 0, u[row] ?? 0];
    for (let column = step + 1; column < columns; column++) {
      // `as number`, here and below: within bounds by construction, in the loop that takes all the time.
      const value =
        (values[from + column] as number) - oldU * (oldY[column] as number) - oldX * (oldV[column] as number);
      values[from + column] = value;
      y[column] = (y[column] as number) + weight * value;
    }
  }
  for (let column = step + 1; column < columns; column++) y[column] = (y[column] ?? 0) * scale;
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

/** x = scale · (A − u·yᵀ)·v for the rows below `step`. */
function multiplyByRow(
  { values, rows, columns, stride }: TallMatrix,
  { u, x, y, v }: Pending,
  { step, scale }: { step: number; scale: number },
): void {
  let along = 0;
  for (let column = step + 1; column < columns; column++) along += (y[column] ?? 0) * (v[column] ?? 0);
  for (let row = step + 1; row < rows; row++) {
    const from = row * stride;
    let [even, odd] = [0, 0];
    let column = step + 1;
    for (; column + 1 < columns; column += 2) {
      even += (values[from + column] as number) * (v[column] as number);
      odd += (values[from + column + 1] as number) * (v[column + 1] as number);
    }
    if (column < columns) even += (values[from + column] as number) * (v[column] as number);
    x[row] = scale * (even + odd - (u[row] ?? 0) * along);
  }
}
