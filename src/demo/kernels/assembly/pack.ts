/** Copies a strided matrix into the order in which the multiplication reads it, so that a transpose costs nothing more. */

export const FLOAT: usize = 4;
export const LANES: i32 = 4;
const VECTOR: usize = 16;

/**
 * Cuts `count` vectors of `depth` elements into panels of `width` (a multiple of 4): within a panel, all vectors'
 * element 0, then all their element 1, and so on. The last panel is filled up with zeros. Strides are in bytes.
 */
export function packPanels(
  source: usize,
  vectorStride: usize,
  depthStride: usize,
  count: i32,
  depth: i32,
  width: i32,
  target: usize,
): void {
  const rowBytes = <usize>width * FLOAT;
  for (let first = 0; first < count; first += width) {
    for (let lane = 0; lane < width; lane += LANES) {
      const valid = min(max(count - first - lane, 0), LANES);
      const from = source + <usize>(first + lane) * vectorStride;
      packLanes(from, vectorStride, depthStride, valid, depth, target + <usize>lane * FLOAT, rowBytes);
    }
    target += <usize>depth * rowBytes;
  }
}

/** Four neighbouring vectors, of which `valid` exist. */
function packLanes(
  source: usize,
  vectorStride: usize,
  depthStride: usize,
  valid: i32,
  depth: i32,
  target: usize,
  targetStride: usize,
): void {
  if (valid == LANES && vectorStride == FLOAT) {
    for (let k = 0; k < depth; k++) {
      v128.store(target, v128.load(source));
      source += depthStride;
      target += targetStride;
    }
    return;
  }
  let k = 0;
  if (valid == LANES && depthStride == FLOAT) {
    for (; k + LANES <= depth; k += LANES) {
      transposeFour(source, vectorStride, target, targetStride);
      source += VECTOR;
      target += targetStride * <usize>LANES;
    }
  }
  for (; k < depth; k++) {
    for (let lane = 0; lane < LANES; lane++) {
      const value = lane < valid ? load<f32>(source + <usize>lane * vectorStride) : 0;
      store<f32>(target + <usize>lane * FLOAT, value);
    }
    source += depthStride;
    target += targetStride;
  }
}

// @ts-ignore: decorator
@inline
function transposeFour(source: usize, sourceStride: usize, target: usize, targetStride: usize): void {
  const row0 = v128.load(source);
  const row1 = v128.load(source + sourceStride);
  const row2 = v128.load(source + 2 * sourceStride);
  const row3 = v128.load(source + 3 * sourceStride);
  const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f64>(low01, low23, 0, 2));
  v128.store(target + targetStride, v128.shuffle<f64>(low01, low23, 1, 3));
  v128.store(target + 2 * targetStride, v128.shuffle<f64>(high01, high23, 0, 2));
  v128.store(target + 3 * targetStride, v128.shuffle<f64>(high01, high23, 1, 3));
}
