/** Power by spatial frequency alone: networks that enlarge images get the highest frequencies wrong. */
import { type SampleMatrix, sampleMatrix } from "../sample-matrix.ts";
import { powerSpectrum } from "./power-spectrum.ts";
import type { SampleImages } from "./sample-images.ts";
import { type MeanDifference, meanDifference } from "./two-sample-mean.ts";

/** Half a cycle a pixel: the highest frequency that pixels hold. */
const NYQUIST = 0.5;

export interface AzimuthalSpectrum {
  /** Middle of each bin, in cycles a pixel, up to 0.5. */
  readonly frequencies: Float64Array;
  /** Mean power in each bin, [images × bins], in squared units of brightness; the mean brightness is left out. */
  readonly power: SampleMatrix;
}

/**
 * The mean power of each image over all directions, in bins of spatial frequency.
 *
 * `images` is [count × height × width × channels]; bins: half of the smaller side. Power ≥ 0, in squares of the
 * images' brightness unit; white noise of variance σ² has σ² in every bin. NaN where a pixel is;
 * no bins below 2 pixels.
 * Cost: O(pixels · log side) an image. Source: Durall, Keuper & Keuper 2020, arXiv:2003.01826, equation 3.
 * Differs: bins go by cycles a pixel, so that images that are not square count too, and corners beyond 0.5 are left
 * out, as those frequencies exist in no direction but the diagonal.
 * @example
 * const values = Float64Array.of(1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1);
 * const images = sampleImages({ count: 1, width: 4, height: 4, channels: 1, values, range: { low: -1, high: 1 } });
 * azimuthalSpectrum(images).power.values[0]; // => 0
 */
export function azimuthalSpectrum(images: SampleImages): AzimuthalSpectrum {
  const bins = binsOf(images);
  const power = new Float64Array(images.count * bins.count);
  for (let index = 0; index < images.count; index++) {
    powerSpectrum(images, index).power.forEach((value, place) => {
      const bin = bins.ofPlace[place] ?? -1;
      if (bin >= 0)
        power[index * bins.count + bin] =
          (power[index * bins.count + bin] ?? 0) + value / (bins.sizes[bin] ?? 1);
    });
  }
  return {
    frequencies: Float64Array.from({ length: bins.count }, (_, bin) => ((bin + 1) * NYQUIST) / bins.count),
    power: sampleMatrix(power, images.count, bins.count),
  };
}

/** Which bin each place of a spectrum falls in; −1 for the mean and for the corners. */
function binsOf({ width, height }: SampleImages) {
  const count = Math.floor(Math.min(width, height) / 2);
  const sizes = new Uint32Array(count);
  const ofPlace = Int32Array.from({ length: width * height }, (_, place) => {
    const across = foldedFrequency(place % width, width);
    const down = foldedFrequency(Math.floor(place / width), height);
    const radius = Math.hypot(across, down);
    if (radius === 0 || radius > NYQUIST) return -1;
    const bin = Math.max(0, Math.round((radius / NYQUIST) * count) - 1);
    sizes[bin] = (sizes[bin] ?? 0) + 1;
    return bin;
  });
  return { count, sizes, ofPlace };
}

function foldedFrequency(place: number, length: number): number {
  return Math.min(place, length - place) / length;
}

/**
 * log power of generated over real images in the top octave, from a quarter to half a cycle a pixel.
 *
 * Both [count × height × width × channels], of one size. In nats, any sign; 0 at equality (its `chance`); 0.69 means
 * twice the power. The interval is Welch's over images. Images without any power there (constant ones) have −∞ and
 * make the value −∞ or NaN. Cost: two spectra. Source: Durall et al. 2020, section 4; Dzanic et al. 2020.
 * @example
 * const values = Float64Array.from({ length: 3 * 64 }, (_, at) => Math.sin(at * at));
 * const images = sampleImages({ count: 3, width: 8, height: 8, channels: 1, values, range: { low: -1, high: 1 } });
 * topOctaveGap(images, images).value; // => 0
 */
export function topOctaveGap(real: SampleImages, fake: SampleImages): MeanDifference {
  return meanDifference(topOctaves(real), topOctaves(fake));
}

function topOctaves(images: SampleImages): Float64Array {
  const { frequencies, power } = azimuthalSpectrum(images);
  const top = frequencies.findIndex((frequency) => frequency >= NYQUIST / 2);
  return Float64Array.from({ length: power.sampleCount }, (_, index) => {
    const row = power.values.subarray(index * power.featureCount + top, (index + 1) * power.featureCount);
    return Math.log(Array.from(row).reduce((sum, value) => sum + value, 0) / row.length);
  });
}
