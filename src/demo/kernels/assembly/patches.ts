/** Images as matrices of patches and back (“im2col”, “col2im”): what turns a convolution's gradients into matrix products. */
import { FLOAT } from "./pack";

/** Filled by ../convolution-shape.ts in this order; each field takes four bytes. Images and patches are channels-last. */
@unmanaged
class Convolution {
  inHeight: i32;
  inWidth: i32;
  inChannels: i32;
  outHeight: i32;
  outWidth: i32;
  filterHeight: i32;
  filterWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  padTop: i32;
  padLeft: i32;
}

const VECTOR: usize = 16;

/** patches [images·outHeight·outWidth × filterHeight·filterWidth·inChannels] from whole images; outside an image is 0. */
export function gatherPatches(convolution: Convolution, imageCount: i32, image: usize, patches: usize): void {
  visitPatches(convolution, imageCount, image, patches, true);
}

/** The transpose: adds each patch to the images where it was taken. Overwrites the images. */
export function scatterPatches(convolution: Convolution, imageCount: i32, image: usize, patches: usize): void {
  const imageBytes = <usize>(convolution.inHeight * convolution.inWidth * convolution.inChannels) * FLOAT;
  memory.fill(image, 0, <usize>imageCount * imageBytes);
  visitPatches(convolution, imageCount, image, patches, false);
}

// @ts-ignore: decorator
@inline
function visitPatches(shape: Convolution, imageCount: i32, image: usize, patches: usize, gather: bool): void {
  const imageBytes = <usize>(shape.inHeight * shape.inWidth * shape.inChannels) * FLOAT;
  for (let n = 0; n < imageCount; n++) {
    for (let row = 0; row < shape.outHeight; row++) {
      for (let column = 0; column < shape.outWidth; column++) {
        patches = visitPatch(shape, image, row, column, patches, gather);
      }
    }
    image += imageBytes;
  }
}

/** One patch, a filter row at a time: the pixels under a filter row lie side by side. Answers the end of the patch. */
// @ts-ignore: decorator
@inline
function visitPatch(
  shape: Convolution,
  image: usize,
  outRow: i32,
  outColumn: i32,
  patch: usize,
  gather: bool,
): usize {
  const pixelBytes = <usize>shape.inChannels * FLOAT;
  const left = outColumn * shape.strideWidth - shape.padLeft;
  const from = min(max(-left, 0), shape.filterWidth);
  const to = max(min(shape.inWidth - left, shape.filterWidth), from);
  const before = <usize>from * pixelBytes;
  const inside = <usize>(to - from) * pixelBytes;
  const filterRowBytes = <usize>shape.filterWidth * pixelBytes;
  const top = outRow * shape.strideHeight - shape.padTop;
  for (let filterRow = 0; filterRow < shape.filterHeight; filterRow++) {
    const y = top + filterRow;
    if (y >= 0 && y < shape.inHeight) {
      const pixels = image + <usize>(y * shape.inWidth + left + from) * pixelBytes;
      if (gather) {
        clear(patch, before);
        copy(patch + before, pixels, inside);
        clear(patch + before + inside, filterRowBytes - before - inside);
      } else {
        add(pixels, patch + before, inside);
      }
    } else if (gather) {
      clear(patch, filterRowBytes);
    }
    patch += filterRowBytes;
  }
  return patch;
}

// Loops rather than memory.copy and memory.fill: the runs are short, and a bulk instruction is a call into the engine.

// @ts-ignore: decorator
@inline
function copy(target: usize, source: usize, bytes: usize): void {
  const vectorEnd = bytes & ~(VECTOR - 1);
  let at: usize = 0;
  for (; at < vectorEnd; at += VECTOR) v128.store(target + at, v128.load(source + at));
  for (; at < bytes; at += FLOAT) store<f32>(target + at, load<f32>(source + at));
}

// @ts-ignore: decorator
@inline
function clear(target: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += FLOAT) store<f32>(target + at, 0);
}

// @ts-ignore: decorator
@inline
function add(target: usize, source: usize, bytes: usize): void {
  const vectorEnd = bytes & ~(VECTOR - 1);
  let at: usize = 0;
  for (; at < vectorEnd; at += VECTOR) {
    v128.store(target + at, f32x4.add(v128.load(target + at), v128.load(source + at)));
  }
  for (; at < bytes; at += FLOAT) store<f32>(target + at, load<f32>(target + at) + load<f32>(source + at));
}
