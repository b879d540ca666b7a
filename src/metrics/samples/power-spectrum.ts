/** The power of an image at every spatial frequency. */
import { fourierTransform } from "./fourier-transform.ts";
import { brightnessOf, type SampleImages } from "./sample-images.ts";

/** `power[v · width + u]` is |F(u, v)|² / (width · height), of brightness in the images' unit. */
export interface PowerSpectrum {
  readonly width: number;
  readonly height: number;
  readonly power: Float64Array;
}

/** Sums to Σ brightness² over the pixels (Parseval). Cost: O(pixels · log side). */
export function powerSpectrum(images: SampleImages, index: number): PowerSpectrum {
  const { width, height } = images;
  const real = brightnessOf(images, index);
  const imaginary = new Float64Array(real.length);
  for (let y = 0; y < height; y++)
    transformLine({ real, imaginary }, { at: y * width, stride: 1, length: width });
  for (let x = 0; x < width; x++)
    transformLine({ real, imaginary }, { at: x, stride: width, length: height });
  const size = width * height;
  return {
    width,
    height,
    power: real.map((value, place) => (value ** 2 + (imaginary[place] ?? 0) ** 2) / size),
  };
}

interface Line {
  readonly at: number;
  readonly stride: number;
  readonly length: number;
}

function transformLine(plane: { real: Float64Array; imaginary: Float64Array }, line: Line): void {
  const { at, stride, length } = line;
  const read = (part: Float64Array) =>
    Float64Array.from({ length }, (_, place) => part[at + place * stride] ?? Number.NaN);
  const made = fourierTransform({ real: read(plane.real), imaginary: read(plane.imaginary) });
  for (let place = 0; place < length; place++) {
    plane.real[at + place * stride] = made.real[place] ?? Number.NaN;
    plane.imaginary[at + place * stride] = made.imaginary[place] ?? Number.NaN;
  }
}
