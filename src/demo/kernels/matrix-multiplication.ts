/** Replaces TensorFlow.js' matrix products: its wasm backend is slow as soon as a side is transposed, and packs each new weight anew. */
import type { TensorInfo } from "@tensorflow/tfjs";
import type { KernelModule } from "./kernel-module.ts";
import { type KernelCall, type KernelFunction, replaceKernel, stockKernel } from "./kernel-table.ts";
import { type MatrixProduct, matrixAt, multiply } from "./matrix-product.ts";
import type { KernelRuntime } from "./runtime.ts";
import type { TensorHeap } from "./tensor-heap.ts";
import { transposedFirst } from "./transposed-first.ts";

/** A single product goes to our SIMD kernel; a batch of them, or all without that kernel, to the stock one. */
export function registerMatrixMultiplication({ tf, heap, kernels }: KernelRuntime): void {
  const transpose = stockKernel(tf, "Transpose");
  for (const name of ["BatchMatMul", "_FusedMatMul"]) {
    const otherwise = transposedFirst({ heap, transpose, stock: stockKernel(tf, name) });
    replaceKernel(tf, name, kernels === null ? otherwise : single({ heap, kernels, otherwise }));
  }
}

interface Parts {
  readonly heap: TensorHeap;
  readonly kernels: KernelModule;
  readonly otherwise: KernelFunction;
}

function single({ heap, kernels, otherwise }: Parts): KernelFunction {
  return (call) => {
    const product = coveredProduct(call);
    if (product === null) return otherwise(call);
    const { rows, columns } = product;
    const output = heap.backend.makeOutput(product.outputShape, "float32");
    const result = heap.addressOf(output);
    multiply(kernels, heap, productIn(heap, product, result));
    const { bias } = call.inputs;
    if (bias !== undefined && bias !== null) {
      const cutAtZero = call.attrs?.activation === "relu" ? 1 : 0;
      kernels.run.addBias(result, heap.addressOf(bias), rows, columns, cutAtZero);
    }
    return output;
  };
}

interface CoveredProduct {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly outputShape: number[];
}

/** null where our kernel does not apply: batches, other types than float32, rarer fused ends. */
function coveredProduct(call: KernelCall): CoveredProduct | null {
  const { inputs, attrs } = call;
  const { a, b } = inputs;
  if (a === undefined || b === undefined || !isOneMatrix(a) || !isOneMatrix(b)) return null;
  const transposeA = attrs?.transposeA === true;
  const transposeB = attrs?.transposeB === true;
  const [aRows, aColumns] = lastTwo(a);
  const [bRows, bColumns] = lastTwo(b);
  const [rows, depth] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const [otherDepth, columns] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
  if (depth !== otherDepth || !isCoveredEnding(call, columns)) return null;
  const batch = (a.shape.length > b.shape.length ? a : b).shape.slice(0, -2);
  return { a, b, transposeA, transposeB, rows, columns, depth, outputShape: [...batch, rows, columns] };
}

/** Nothing after the product, a bias for each column, or such a bias and ReLU. */
function isCoveredEnding({ inputs, attrs }: KernelCall, columns: number): boolean {
  const { bias, preluActivationWeights } = inputs;
  const activation = attrs?.activation ?? "linear";
  if (preluActivationWeights !== undefined && preluActivationWeights !== null) return false;
  if (bias === undefined || bias === null) return activation === "linear";
  const isForEachColumn = bias.dtype === "float32" && bias.shape.length === 1 && bias.shape[0] === columns;
  return isForEachColumn && (activation === "linear" || activation === "relu");
}

function productIn(heap: TensorHeap, product: CoveredProduct, result: number): MatrixProduct {
  const { a, b, transposeA, transposeB, rows, columns, depth } = product;
  return {
    a: matrixAt(heap.addressOf(a), transposeA ? rows : depth, transposeA),
    b: matrixAt(heap.addressOf(b), transposeB ? depth : columns, transposeB),
    c: result,
    ...{ rows, columns, depth, accumulate: false },
  };
}

function isOneMatrix({ dtype, shape }: TensorInfo): boolean {
  const isBatch = shape.slice(0, -2).some((size) => size !== 1);
  return dtype === "float32" && !isBatch;
}

function lastTwo({ shape }: TensorInfo): readonly [number, number] {
  // Both operands of a matrix product have at least two dimensions: TensorFlow.js checks before it calls.
  return shape.slice(-2) as [number, number];
}
