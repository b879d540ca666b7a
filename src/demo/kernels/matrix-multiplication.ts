/** Replaces TensorFlow.js' matrix multiplications where they are slow: its wasm backend leaves XNNPACK as soon as a side is transposed. */
import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import type { KernelModule } from "./kernel-module.ts";
import { matrixAt, multiply } from "./matrix-product.ts";
import type { KernelRuntime, Tf } from "./runtime.ts";
import type { TensorHeap } from "./tensor-heap.ts";

type KernelArguments = Parameters<KernelConfig["kernelFunc"]>[0];
type KernelFunction = (call: KernelArguments) => TensorInfo;

const BACKEND = "wasm";

/** Transposed products go to our SIMD kernel, or, without it, to the stock one after an explicit transpose. */
export function registerMatrixMultiplication({ tf, heap, kernels }: KernelRuntime): void {
  const transpose = stockKernel(tf, "Transpose");
  const fused = stockKernel(tf, "_FusedMatMul");
  const plain = stockKernel(tf, "BatchMatMul");
  replaceKernel(tf, "_FusedMatMul", transposedFirst({ heap, transpose, stock: fused }));
  const slowly = transposedFirst({ heap, transpose, stock: plain });
  replaceKernel(tf, "BatchMatMul", kernels === null ? slowly : strided({ heap, kernels, otherwise: slowly }));
}

export function stockKernel(tf: Tf, name: string): KernelFunction {
  const config = tf.getKernel(name, BACKEND);
  if (config === undefined) throw new Error(`TensorFlow.js has no ${name} on its wasm backend.`);
  // The kernels that come here have one output each.
  return config.kernelFunc as KernelFunction;
}

export function replaceKernel(tf: Tf, kernelName: string, kernelFunc: KernelFunction): void {
  const stock = tf.getKernel(kernelName, BACKEND);
  if (stock !== undefined) tf.unregisterKernel(kernelName, BACKEND);
  tf.registerKernel({ ...stock, kernelName, backendName: BACKEND, kernelFunc });
}

function strided(parts: {
  readonly heap: TensorHeap;
  readonly kernels: KernelModule;
  readonly otherwise: KernelFunction;
}): KernelFunction {
  const { heap, kernels, otherwise } = parts;
  return (call) => {
    const { a, b, transposeA, transposeB } = operandsOf(call);
    const isCovered =
      (transposeA || transposeB) && [a, b].every((side) => side.dtype === "float32" && isOneMatrix(side));
    if (!isCovered) return otherwise(call);
    const [aRows, aColumns] = lastTwo(a);
    const [bRows, bColumns] = lastTwo(b);
    const [rows, depth] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
    const columns = transposeB ? bRows : bColumns;
    const batch = a.shape.length > b.shape.length ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
    const output = heap.backend.makeOutput([...batch, rows, columns], "float32");
    multiply(kernels, heap, {
      a: matrixAt(heap.addressOf(a), aColumns, transposeA),
      b: matrixAt(heap.addressOf(b), bColumns, transposeB),
      c: heap.addressOf(output),
      ...{ rows, columns, depth, accumulate: false },
    });
    return output;
  };
}

function transposedFirst(parts: {
  readonly heap: TensorHeap;
  readonly transpose: KernelFunction;
  readonly stock: KernelFunction;
}): KernelFunction {
  const { heap, transpose, stock } = parts;
  return (call) => {
    const { inputs, attrs, backend } = call;
    const { a, b, transposeA, transposeB } = operandsOf(call);
    if (!transposeA && !transposeB) return stock(call);
    const temporary: TensorInfo[] = [];
    const flipped = (x: TensorInfo) => {
      const axes = x.shape.map((_, axis) => axis);
      const perm = [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
      const result = transpose({ inputs: { x }, attrs: { perm }, backend });
      temporary.push(result);
      return result;
    };
    const upright = { ...inputs, a: transposeA ? flipped(a) : a, b: transposeB ? flipped(b) : b };
    const output = stock({
      inputs: upright,
      attrs: { ...attrs, transposeA: false, transposeB: false },
      backend,
    });
    for (const tensor of temporary) heap.backend.disposeData(tensor.dataId);
    return output;
  };
}

function operandsOf({ inputs, attrs }: KernelArguments) {
  const { a, b } = inputs;
  if (a === undefined || b === undefined) throw new Error("A matrix product needs two operands.");
  return { a, b, transposeA: attrs?.transposeA === true, transposeB: attrs?.transposeB === true };
}

/** A batch of one, and not empty. */
function isOneMatrix({ shape }: TensorInfo): boolean {
  return shape.slice(0, -2).every((size) => size === 1) && shape.every((size) => size > 0);
}

function lastTwo({ shape }: TensorInfo): readonly [number, number] {
  // Both operands of a matrix product have at least two dimensions: TensorFlow.js checks before it calls.
  return shape.slice(-2) as [number, number];
}
