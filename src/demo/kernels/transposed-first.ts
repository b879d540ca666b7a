/** The stock matrix product with its transposes made explicit: XNNPACK then does the rest, which it refuses for a transposed side. */
import type { TensorInfo } from "@tensorflow/tfjs";
import type { KernelFunction } from "./kernel-table.ts";
import type { TensorHeap } from "./tensor-heap.ts";

interface Parts {
  readonly heap: TensorHeap;
  readonly transpose: KernelFunction;
  readonly stock: KernelFunction;
}

export function transposedFirst({ heap, transpose, stock }: Parts): KernelFunction {
  return ({ inputs, attrs, backend }) => {
    const temporary: TensorInfo[] = [];
    const flipped = (x: TensorInfo) => {
      const axes = x.shape.map((_, axis) => axis);
      const perm = [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
      const result = transpose({ inputs: { x }, attrs: { perm }, backend });
      temporary.push(result);
      return result;
    };
    const upright = { ...inputs };
    if (attrs?.transposeA === true && inputs.a !== undefined) upright.a = flipped(inputs.a);
    if (attrs?.transposeB === true && inputs.b !== undefined) upright.b = flipped(inputs.b);
    const output = stock({
      inputs: upright,
      attrs: { ...attrs, transposeA: false, transposeB: false },
      backend,
    });
    for (const tensor of temporary) heap.backend.disposeData(tensor.dataId);
    return output;
  };
}
