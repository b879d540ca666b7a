/** The two passes over a whole matrix that each step of thinning it to a band takes: all of its time. */
import { algebraHolding, BYTES_A_NUMBER, byteOf, isWorthCompiling } from "./algebra-instance.ts";

/** Row-major [rows × columns], `stride` numbers from one row to the next; rows ≥ columns. */
export interface TallMatrix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

/** The pending update A − u·yᵀ − x·vᵀ, applied when the next pass reads A anyway. */
export interface Pending {
  /** [rows]: the reflection from the left. */
  readonly u: Float64Array;
  readonly x: Float64Array;
  /** [columns]: the reflection from the right. */
  readonly y: Float64Array;
  readonly v: Float64Array;
}

/** Both ways of passing give the same numbers to the last bit. */
export interface BandPasses {
  /** The matrix where the passes reach it; it is overwritten. */
  readonly matrix: TallMatrix;
  /** Zeros that the passes reach; six of them, as long as rows or columns. */
  vector(length: number): Float64Array;
  /** Applies what is pending to the columns right of `step` from row `step` on, and adds Aᵀu of the result to `y`. */
  update(
    old: Pending,
    next: { readonly step: number; readonly u: Float64Array; readonly y: Float64Array },
  ): void;
  /** x = scale · (A·v − along · u) for the rows below `step` and the columns right of it. */
  multiply(old: Pending, by: { readonly step: number; readonly along: number; readonly scale: number }): void;
}

/** Compiled where that pays and the engine can, in plain TypeScript elsewhere. */
export function bandPasses(matrix: TallMatrix): BandPasses {
  return (
    (isWorthCompiling(matrix.rows * matrix.columns) ? compiledPasses(matrix) : null) ?? plainPasses(matrix)
  );
}

export function plainPasses(matrix: TallMatrix): BandPasses {
  const { values, rows, columns, stride } = matrix;
  return {
    matrix,
    vector: (length) => new Float64Array(length),
    update({ u: oldU, x: oldX, y: oldY, v: oldV }, { step, u, y }) {
      for (let row = step; row < rows; row++) {
        const from = row * stride;
        // `as number`, here and below: within bounds by construction, in the loops that take all the time.
        const [a, b, weight] = [oldU[row] as number, oldX[row] as number, u[row] as number];
        for (let column = step + 1; column < columns; column++) {
          const value =
            (values[from + column] as number) - a * (oldY[column] as number) - b * (oldV[column] as number);
          values[from + column] = value;
          y[column] = (y[column] as number) + weight * value;
        }
      }
    },
    multiply({ u, x, v }, { step, along, scale }) {
      for (let row = step + 1; row < rows; row++) {
        const from = row * stride;
        let [even, odd] = [0, 0];
        let column = step + 1;
        for (; column + 1 < columns; column += 2) {
          even += (values[from + column] as number) * (v[column] as number);
          odd += (values[from + column + 1] as number) * (v[column + 1] as number);
        }
        if (column < columns) even += (values[from + column] as number) * (v[column] as number);
        x[row] = scale * (even + odd - (u[row] as number) * along);
      }
    },
  };
}

/** The vectors of a bidiagonalisation: u twice, x, y twice, v. */
const VECTORS_OF_ROWS = 3;
const VECTORS_OF_COLUMNS = 3;

/** null where there is no WebAssembly with SIMD, or no room for the matrix. */
export function compiledPasses({ values, rows, columns, stride }: TallMatrix): BandPasses | null {
  const vectorNumbers = VECTORS_OF_ROWS * rows + VECTORS_OF_COLUMNS * columns;
  const held = algebraHolding(values.subarray(0, rows * stride), vectorNumbers);
  if (held === null) return null;
  const { values: inside, vector } = held;
  const { updateRows, multiplyRows } = held.algebra.exports;
  const strideBytes = stride * BYTES_A_NUMBER;
  return {
    matrix: { values: inside, rows, columns, stride },
    vector,
    update(old, { step, u, y }) {
      updateRows(
        byteOf(inside, step * stride + step + 1),
        strideBytes,
        rows - step,
        columns - step - 1,
        byteOf(old.u, step),
        byteOf(old.x, step),
        byteOf(u, step),
        byteOf(old.y, step + 1),
        byteOf(old.v, step + 1),
        byteOf(y, step + 1),
      );
    },
    multiply({ u, x, v }, { step, along, scale }) {
      multiplyRows(
        byteOf(inside, (step + 1) * stride + step + 1),
        strideBytes,
        rows - step - 1,
        columns - step - 1,
        byteOf(v, step + 1),
        byteOf(u, step + 1),
        along,
        scale,
        byteOf(x, step + 1),
      );
    },
  };
}
