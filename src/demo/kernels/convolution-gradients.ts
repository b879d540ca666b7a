/** Both gradients of a convolution as matrix products over patches: TensorFlow.js lacks one on wasm and is slow at the other. */
import type { TensorInfo } from "@tensorflow/tfjs";
import {
  assertOutputFits,
  type ConvolutionAttributes,
  type ConvolutionShape,
  convolutionShape,
  gatherPatches,
  imageRuns,
  isCovered,
  scatterPatches,
} from "./convolution-shape.ts";
import { type KernelModule, PATCHES_BYTES } from "./kernel-module.ts";
import { type KernelCall, replaceKernel, stockKernel } from "./kernel-table.ts";
import { matrixAt, multiply } from "./matrix-product.ts";
import type { KernelRuntime, Tf } from "./runtime.ts";
import { FLOAT_BYTES, type TensorHeap } from "./tensor-heap.ts";

interface Parts {
  readonly tf: Tf;
  readonly heap: TensorHeap;
  readonly kernels: KernelModule;
}

export function registerConvolutionGradients({ tf, heap, kernels }: KernelRuntime): void {
  if (kernels === null) return;
  const parts = { tf, heap, kernels };
  const stockInputGradient = stockKernel(tf, "Conv2DBackpropInput");
  replaceKernel(tf, "Conv2DBackpropFilter", (call) => filterGradient(parts, call));
  replaceKernel(tf, "Conv2DBackpropInput", (call) => inputGradient(parts, call) ?? stockInputGradient(call));
}

/** dFilter = Σ over images of patches(x)ᵀ · dy */
function filterGradient(parts: Parts, { inputs, attrs }: KernelCall): TensorInfo {
  const { tf, heap, kernels } = parts;
  const { x, dy } = inputs as { readonly x: TensorInfo; readonly dy: TensorInfo };
  // TensorFlow.js calls this kernel with these attributes only.
  const attributes = attrs as unknown as ConvolutionAttributes & { readonly filterShape: number[] };
  if (!isCovered(attributes, [x, dy])) {
    throw new Error(
      `The filter gradient of a convolution takes float32, channels-last, non-empty tensors; it got ` +
        `${x.dtype} [${x.shape}] and ${dy.dtype} [${dy.shape}], ${attributes.dataFormat}.`,
    );
  }
  const shape = convolutionShape(tf, attributes, { image: x.shape, filter: attributes.filterShape });
  assertOutputFits(shape, dy);
  const { imageLength, positions, patchLength, filterCount } = shape;
  const output = heap.backend.makeOutput(attributes.filterShape, "float32");
  for (const { first, count, patchesBytes } of imageRuns(shape, PATCHES_BYTES)) {
    const patches = kernels.patches(patchesBytes);
    const images = heap.addressOf(x) + first * imageLength * FLOAT_BYTES;
    gatherPatches({ kernels, heap, shape, imageCount: count, images, patches });
    multiply(kernels, heap, {
      a: matrixAt(patches, patchLength, true),
      b: matrixAt(outputAddress(heap, dy, { shape, first }), filterCount, false),
      c: heap.addressOf(output),
      ...{ rows: patchLength, columns: filterCount, depth: count * positions, accumulate: first > 0 },
    });
  }
  return output;
}

/** dx: patches = dy · filterᵀ, each added back to where it was taken. null where our kernel does not apply. */
function inputGradient(parts: Parts, { inputs, attrs }: KernelCall): TensorInfo | null {
  const { tf, heap, kernels } = parts;
  const { dy, filter } = inputs as { readonly dy: TensorInfo; readonly filter: TensorInfo };
  // TensorFlow.js calls this kernel with these attributes only.
  const attributes = attrs as unknown as ConvolutionAttributes & { readonly inputShape: number[] };
  if (!isCovered(attributes, [dy, filter])) return null;
  const shape = convolutionShape(tf, attributes, { image: attributes.inputShape, filter: filter.shape });
  assertOutputFits(shape, dy);
  const { imageLength, positions, patchLength, filterCount } = shape;
  const output = heap.backend.makeOutput(attributes.inputShape, "float32");
  for (const { first, count, patchesBytes } of imageRuns(shape, PATCHES_BYTES)) {
    const patches = kernels.patches(patchesBytes);
    multiply(kernels, heap, {
      a: matrixAt(outputAddress(heap, dy, { shape, first }), filterCount, false),
      b: matrixAt(heap.addressOf(filter), filterCount, true),
      c: patches,
      ...{ rows: count * positions, columns: patchLength, depth: filterCount, accumulate: false },
    });
    const images = heap.addressOf(output) + first * imageLength * FLOAT_BYTES;
    scatterPatches({ kernels, heap, shape, imageCount: count, images, patches });
  }
  return output;
}

/** Where the output of image `first` starts in `dy`. */
function outputAddress(
  heap: TensorHeap,
  dy: TensorInfo,
  { shape, first }: { readonly shape: ConvolutionShape; readonly first: number },
): number {
  return heap.addressOf(dy) + first * shape.positions * shape.filterCount * FLOAT_BYTES;
}
