/** Resizes as PIL's bilinear filter does: when it shrinks, the triangle widens, so that nothing is skipped. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One image, [height × width × channels]. */
export interface Pixels extends Size {
  readonly channels: number;
  readonly values: ArrayLike<number>;
}

/** Which source places a target place reads, and how much of each; weights sum to 1. */
interface Tap {
  readonly from: number;
  readonly weights: Float64Array;
}

/**
 * PIL.Image.resize(size, BILINEAR) on 32-bit float images, to 1e-6 of the range: rows first, then columns,
 * without rounding to bytes in between. Cost: about (scale + 1) · 2 operations a pixel and axis.
 */
export function resizeBilinear(image: Pixels, size: Size): Float32Array {
  const { width, height, channels } = image;
  if (size.width === width && size.height === height) return Float32Array.from(image.values);
  const narrowed = new Float64Array(height * size.width * channels);
  const across = tapsOf(width, size.width);
  for (let y = 0; y < height; y++) {
    along(image.values, narrowed, {
      taps: across,
      channels,
      source: { at: y * width * channels, stride: channels },
      target: { at: y * size.width * channels, stride: channels },
    });
  }
  const resized = new Float32Array(size.height * size.width * channels);
  const down = tapsOf(height, size.height);
  const row = size.width * channels;
  for (let x = 0; x < size.width; x++) {
    const at = x * channels;
    along(narrowed, resized, {
      taps: down,
      channels,
      source: { at, stride: row },
      target: { at, stride: row },
    });
  }
  return resized;
}

function tapsOf(sourceSize: number, targetSize: number): Tap[] {
  const scale = sourceSize / targetSize;
  const reach = Math.max(1, scale);
  return Array.from({ length: targetSize }, (_, place) => {
    const centre = (place + 0.5) * scale;
    const from = Math.max(0, Math.trunc(centre - reach + 0.5));
    const to = Math.min(sourceSize, Math.trunc(centre + reach + 0.5));
    const weights = Float64Array.from({ length: to - from }, (_, at) =>
      Math.max(0, 1 - Math.abs((from + at + 0.5 - centre) / reach)),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { from, weights: weights.map((weight) => weight / total) };
  });
}

interface Line {
  readonly at: number;
  readonly stride: number;
}

interface Pass {
  readonly taps: readonly Tap[];
  readonly channels: number;
  readonly source: Line;
  readonly target: Line;
}

/** Writes one line of `target`. */
function along(values: ArrayLike<number>, into: Float32Array | Float64Array, pass: Pass): void {
  const { taps, channels, source, target } = pass;
  taps.forEach(({ from, weights }, place) => {
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let at = 0; at < weights.length; at++) {
        const value = values[source.at + (from + at) * source.stride + channel] ?? Number.NaN;
        sum += (weights[at] ?? Number.NaN) * value;
      }
      into[target.at + place * target.stride + channel] = sum;
    }
  });
}
