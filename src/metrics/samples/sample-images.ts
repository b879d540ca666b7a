/** Images of one size as one block of numbers that knows which number is black and which is white. */
import { ExplainedError } from "../../model/index.ts";
import type { SampleMatrix } from "../sample-matrix.ts";

/** The numbers that stand for black and for full brightness. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/**
 * `values` is [count × height × width × channels], row-major; channels: 1 grey, 3 RGB, 4 RGBA.
 * Values outside `range` are allowed: they are what a range test looks for.
 */
export interface SampleImages {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: Uint8Array | Float32Array | Float64Array;
  readonly range: ValueRange;
}

export const BYTE_RANGE: ValueRange = { low: 0, high: 255 };

/** Throws `METRICS_IMAGE_SHAPE` where sizes and values disagree, or the range is empty. */
export function sampleImages(images: SampleImages): SampleImages {
  const { count, width, height, channels, values, range } = images;
  const expected = count * width * height * channels;
  if (width > 0 && height > 0 && values.length === expected && range.high > range.low) return images;
  throw new ExplainedError({
    code: "METRICS_IMAGE_SHAPE",
    what: `Got ${values.length} values between ${range.low} and ${range.high} for ${count} images of ${height} × ${width} × ${channels} (height × width × channels).`,
    why: `${expected} values were expected: a wrong size would mix neighbouring rows or images.`,
    fix: "Pass values as [count × height × width × channels], and the numbers that mean black and white.",
  });
}

/** The values of image `index`: a view, not a copy. */
export function valuesOfImage(images: SampleImages, index: number): SampleImages["values"] {
  const size = images.width * images.height * images.channels;
  return images.values.subarray(index * size, (index + 1) * size);
}

/** Every pixel as a feature, in [0, 1] for values within the range: [count × (height · width · channels)]. */
export function pixelMatrix(images: SampleImages): SampleMatrix {
  const { count, values, range } = images;
  const scale = 1 / (range.high - range.low);
  const unit = new Float64Array(values);
  // `as number`: the place is within the array.
  for (let at = 0; at < unit.length; at++) unit[at] = ((unit[at] as number) - range.low) * scale;
  return { sampleCount: count, featureCount: count === 0 ? 0 : unit.length / count, values: unit };
}

/** Weights of red, green and blue in brightness (ITU-R BT.601). */
const LUMA = [0.299, 0.587, 0.114] as const;

/** The brightness of image `index`, [height × width], in the unit of its values; transparency is ignored. */
export function brightnessOf(images: SampleImages, index: number): Float64Array {
  const { channels, width, height } = images;
  const values = valuesOfImage(images, index);
  if (channels === 1) return new Float64Array(values);
  return Float64Array.from({ length: width * height }, (_, pixel) =>
    LUMA.reduce(
      (sum, weight, channel) => sum + weight * (values[pixel * channels + channel] ?? Number.NaN),
      0,
    ),
  );
}
