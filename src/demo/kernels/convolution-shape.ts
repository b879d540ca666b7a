/** The shape of a convolution as our kernels take it. */
import type { TensorInfo } from "@tensorflow/tfjs";
import type { KernelModule } from "./kernel-module.ts";
import type { Tf } from "./runtime.ts";
import { FLOAT_BYTES, type TensorHeap } from "./tensor-heap.ts";

type ConvolutionInfo = ReturnType<Tf["backend_util"]["computeConv2DInfo"]>;

/** The attributes that both gradients of a convolution share, named as TensorFlow.js names them. */
export interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: Parameters<Tf["backend_util"]["computeConv2DInfo"]>[4];
  readonly dataFormat: "NHWC" | "NCHW";
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

export interface ConvolutionShape {
  readonly info: ConvolutionInfo;
  readonly imageCount: number;
  /** Floats of one input image. */
  readonly imageLength: number;
  /** Positions of the filter on one image: the pixels of its output. */
  readonly positions: number;
  /** Floats under the filter at one position. */
  readonly patchLength: number;
  readonly filterCount: number;
}

export function convolutionShape(
  tf: Tf,
  attributes: ConvolutionAttributes,
  shapes: { readonly image: readonly number[]; readonly filter: readonly number[] },
): ConvolutionShape {
  const { strides, pad, dimRoundingMode } = attributes;
  const noDilation = 1;
  const info = tf.backend_util.computeConv2DInfo(
    // TensorFlow.js has checked both ranks before it calls a kernel.
    shapes.image as [number, number, number, number],
    shapes.filter as [number, number, number, number],
    strides,
    noDilation,
    pad,
    dimRoundingMode,
  );
  return {
    info,
    imageCount: info.batchSize,
    imageLength: info.inHeight * info.inWidth * info.inChannels,
    positions: info.outHeight * info.outWidth,
    patchLength: info.filterHeight * info.filterWidth * info.inChannels,
    filterCount: info.outChannels,
  };
}

/** Broken shapes would otherwise make a kernel read beyond its tensors. */
export function assertOutputFits({ info }: ConvolutionShape, dy: TensorInfo): void {
  const expected = [info.batchSize, info.outHeight, info.outWidth, info.outChannels];
  if (dy.shape.join() === expected.join()) return;
  throw new Error(
    `This convolution of [${info.inShape}] gives [${expected}], but its gradient is [${dy.shape}].`,
  );
}

/** What our kernels take: channels last, single precision, nothing empty. */
export function isCovered({ dataFormat }: ConvolutionAttributes, tensors: readonly TensorInfo[]): boolean {
  return (
    dataFormat !== "NCHW" &&
    tensors.every(({ dtype, shape }) => dtype === "float32" && shape.every((size) => size > 0))
  );
}

/** Runs of images whose patches fit the patch memory; a single image gets as much as it needs. */
export function* imageRuns(shape: ConvolutionShape, limitBytes: number) {
  const bytesPerImage = shape.positions * shape.patchLength * FLOAT_BYTES;
  const largest = Math.max(1, Math.floor(limitBytes / bytesPerImage));
  for (let first = 0; first < shape.imageCount; first += largest) {
    const count = Math.min(largest, shape.imageCount - first);
    yield { first, count, patchesBytes: count * bytesPerImage };
  }
}

export function gatherPatches(call: PatchCall): void {
  const { kernels, imageCount, images, patches } = call;
  kernels.run.gatherPatches(writeShape(call), imageCount, images, patches);
}

export function scatterPatches(call: PatchCall): void {
  const { kernels, imageCount, images, patches } = call;
  kernels.run.scatterPatches(writeShape(call), imageCount, images, patches);
}

export interface PatchCall {
  readonly kernels: KernelModule;
  readonly heap: TensorHeap;
  readonly shape: ConvolutionShape;
  readonly imageCount: number;
  /** Byte addresses. */
  readonly images: number;
  readonly patches: number;
}

function writeShape({ kernels, heap, shape: { info } }: PatchCall): number {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = info;
  const { strideHeight, strideWidth, padInfo } = info;
  const fields = [inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth];
  fields.push(strideHeight, strideWidth, padInfo.top, padInfo.left);
  heap.integers(kernels.argumentBlock, fields.length).set(fields);
  return kernels.argumentBlock;
}
