/** Brings samples of any size, range and number of channels to what an encoder was trained on. */
import { brightnessOf, type SampleImages, valuesOfImage } from "../metrics/index.ts";
import type { EncoderInput } from "./encoder.ts";
import { resizeBilinear } from "./resize.ts";

const RGB = 3;

/**
 * One image as the encoder wants it, [height × width × channels]. Channels first (grey is repeated, RGB becomes
 * brightness by BT.601, transparency is dropped), then size, then range; nothing is rounded or clipped.
 */
export function preparedImage(images: SampleImages, index: number, input: EncoderInput): Float32Array {
  const { width, height, range } = images;
  const pixels = resizeBilinear(
    { width, height, channels: input.channels, values: withChannels(images, index, input.channels) },
    input,
  );
  const scale = (input.range.high - input.range.low) / (range.high - range.low);
  return pixels.map((value) => (value - range.low) * scale + input.range.low);
}

function withChannels(images: SampleImages, index: number, wanted: number): ArrayLike<number> {
  const { channels } = images;
  if (channels === wanted) return valuesOfImage(images, index);
  if (wanted === 1) return brightnessOf(images, index);
  const values = valuesOfImage(images, index);
  const pixelCount = images.width * images.height;
  return Float64Array.from(
    { length: pixelCount * wanted },
    (_, at) => values[Math.floor(at / wanted) * channels + (channels < RGB ? 0 : at % wanted)] ?? Number.NaN,
  );
}
