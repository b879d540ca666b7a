/** The pass over half a symmetric matrix that each step of making it tridiagonal takes: all of its time. */
import { algebraHolding, BYTES_A_NUMBER, byteOf, isWorthCompiling } from "./algebra-instance.ts";
import type { Block } from "./strips.ts";

/** The pending update A − v·wᵀ − w·vᵀ. */
export interface PendingPair {
  readonly v: Float64Array;
  readonly w: Float64Array;
}

/** Both ways of passing give the same numbers to the last bit. */
export interface TrianglePass {
  /** The matrix where the pass reaches it; its lower triangle is overwritten. */
  readonly matrix: Block;
  /** Zeros that the pass reaches; four of them, as long as the matrix. */
  vector(): Float64Array;
  /** Applies what is pending from row and column `from` on, and adds the result's product with `by` to `product`. */
  updateAndMultiply(
    pending: PendingPair,
    next: { readonly from: number; readonly by: Float64Array; readonly product: Float64Array },
  ): void;
}

/** Compiled where that pays and the engine can, in plain TypeScript elsewhere. */
export function trianglePass(matrix: Block, size: number): TrianglePass {
  return (
    (isWorthCompiling(size * size) ? compiledTrianglePass(matrix, size) : null) ??
    plainTrianglePass(matrix, size)
  );
}

export function plainTrianglePass(matrix: Block, size: number): TrianglePass {
  const { values, stride } = matrix;
  return {
    matrix,
    vector: () => new Float64Array(size),
    updateAndMultiply({ v, w }, { from, by, product }) {
      // `as number`, here and below: within bounds by construction, in the loop that takes all the time.
      for (let row = from; row < size; row++) {
        const at = row * stride;
        const [vRow, wRow, byRow] = [v[row] as number, w[row] as number, by[row] as number];
        let [even, odd] = [0, 0];
        for (let column = from; column < row; column++) {
          const value =
            (values[at + column] as number) - vRow * (w[column] as number) - wRow * (v[column] as number);
          values[at + column] = value;
          if ((column - from) % 2 === 0) even += value * (by[column] as number);
          else odd += value * (by[column] as number);
          product[column] = (product[column] as number) + byRow * value;
        }
        const onDiagonal = (values[at + row] as number) - 2 * vRow * wRow;
        values[at + row] = onDiagonal;
        product[row] = (product[row] as number) + (even + odd + onDiagonal * byRow);
      }
    },
  };
}

/** v, w, by and product. */
const VECTORS = 4;

/** null where there is no WebAssembly with SIMD, or no room for the matrix. */
export function compiledTrianglePass({ values, stride }: Block, size: number): TrianglePass | null {
  const held = algebraHolding(values.subarray(0, size * stride), VECTORS * size);
  if (held === null) return null;
  const { updateTriangle } = held.algebra.exports;
  return {
    matrix: { values: held.values, stride },
    vector: () => held.vector(size),
    updateAndMultiply({ v, w }, { from, by, product }) {
      updateTriangle(
        byteOf(held.values, from * stride + from),
        stride * BYTES_A_NUMBER,
        size - from,
        byteOf(v, from),
        byteOf(w, from),
        byteOf(by, from),
        byteOf(product, from),
      );
    },
  };
}
