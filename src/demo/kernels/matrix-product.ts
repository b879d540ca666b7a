/** One call of our matrix product, for matrices that lie anywhere in the heap with any strides. */
import type { KernelModule } from "./kernel-module.ts";
import type { TensorHeap } from "./tensor-heap.ts";

/** Strides count elements; exchange them to transpose. */
export interface Matrix {
  readonly address: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

export interface MatrixProduct {
  /** [rows × depth] */
  readonly a: Matrix;
  /** [depth × columns] */
  readonly b: Matrix;
  /** Address of [rows × columns], row-major; must not overlap `a` or `b`. */
  readonly c: number;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  /** Add to what `c` holds, rather than overwrite it. */
  readonly accumulate: boolean;
}

/** The stored matrix [storedRows × storedColumns] without gaps, or its transpose. */
export function matrixAt(address: number, storedColumns: number, isTransposed: boolean): Matrix {
  return isTransposed
    ? { address, rowStride: 1, columnStride: storedColumns }
    : { address, rowStride: storedColumns, columnStride: 1 };
}

export function multiply(kernels: KernelModule, heap: TensorHeap, product: MatrixProduct): void {
  const { a, b, c, rows, columns, depth, accumulate } = product;
  const fields = [a.address, a.rowStride, a.columnStride, b.address, b.rowStride, b.columnStride];
  fields.push(c, rows, columns, depth, accumulate ? 1 : 0, kernels.multiplyScratch);
  heap.integers(kernels.argumentBlock, fields.length).set(fields);
  kernels.run.multiply(kernels.argumentBlock);
}
