/** Turns samples in a network's range into bytes of pixels. */
import type { ImageBatch } from "../png.ts";

/** What is drawn black and what white. */
export interface PixelRange {
  readonly low: number;
  readonly high: number;
}

export interface PixelLayout {
  /** [count × height × width × channels] */
  readonly shape: readonly number[];
  readonly range: PixelRange;
}

const BYTE_MAX = 255;
/** Ranges that networks are trained in; what goes beyond both is drawn from its own least to its own largest value. */
const USUAL_RANGES: readonly PixelRange[] = [
  { low: 0, high: 1 },
  { low: -1, high: 1 },
  { low: 0, high: BYTE_MAX },
];
/** Rounding may carry a value this far beyond its range. */
const TOLERANCE = 1e-3;

/** The narrowest usual range that holds the data. */
export function pixelRangeOf(values: Float32Array): PixelRange {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const usual = USUAL_RANGES.find((one) => low >= one.low - TOLERANCE && high <= one.high + TOLERANCE);
  return usual ?? { low, high };
}

/** Values beyond the range, as a broken generator may draw, become black or white. */
export function imageBatchOf(values: Float32Array, { shape, range }: PixelLayout): ImageBatch {
  const [count = 0, height = 0, width = 0, channels = 0] = shape;
  // A clamped array rounds and clips by itself.
  const pixels = new Uint8ClampedArray(values.length);
  const scale = BYTE_MAX / (range.high - range.low);
  for (let i = 0; i < values.length; i++) pixels[i] = ((values[i] ?? 0) - range.low) * scale;
  return { count, height, width, channels, pixels: new Uint8Array(pixels.buffer) };
}
