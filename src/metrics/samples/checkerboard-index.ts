/** Checkerboards that strided upsampling leaves: power at the frequencies of the stride, above that around it. */
import { median } from "../statistics/quantiles.ts";
import type { SampleImages } from "./sample-images.ts";
import { type Frequency, sparseSpectrum } from "./sparse-spectrum.ts";
import { type MeanDifference, meanDifference } from "./two-sample-mean.ts";

/** Neighbours of a frequency: those at most two places away in either direction. */
const NEIGHBOURHOOD = 2;
const DEFAULT_STRIDE = 2;

/**
 * For each image, the mean log of power at the harmonics of `stride` over the median power around them.
 *
 * `images` is [count × height × width × channels], at least 6 pixels a side. Harmonics: all (u, v) · 2π/stride but
 * (0, 0); for stride 2 (π, 0), (0, π) and (π, π). In nats, any sign; there is no chance level of its own, as the power
 * of real noise varies more at these frequencies than beside them: compare fakes with reals (`checkerboardGap`). Sides
 * that are no multiple of the stride have no place at the harmonic itself; the nearest is taken. −∞ or NaN for images
 * without power there. Cost: 20 multiplications a pixel for stride 2. Source: the artefact is Odena, Dumoulin & Olah 2016; the index is ours.
 * @example
 * const values = Float64Array.from({ length: 64 }, (_, at) => Math.sin(at * at) + ((at + (at >> 3)) % 2) * 8);
 * const images = sampleImages({ count: 1, width: 8, height: 8, channels: 1, values, range: { low: -1, high: 9 } });
 * checkerboardIndices(images)[0] > 1; // => true
 */
export function checkerboardIndices(images: SampleImages, stride = DEFAULT_STRIDE): Float64Array {
  const harmonics = harmonicsOf(images, stride);
  const neighbours = harmonics.map((place) => neighboursOf(images, place, harmonics));
  const spectrumOf = sparseSpectrum(images, [...harmonics, ...neighbours.flat()]);
  return Float64Array.from({ length: images.count }, (_, index) => {
    const powerAt = spectrumOf(index);
    const logs = harmonics.map((place, at) =>
      Math.log(powerAt(place) / median((neighbours[at] ?? []).map(powerAt))),
    );
    return logs.reduce((sum, log) => sum + log, 0) / logs.length;
  });
}

/**
 * The checkerboard index of generated images less that of real ones, with its z-score over the batch.
 *
 * Both [count × height × width × channels]. In nats; 0 at equality (its `chance`); a z-score above 6 in three probes
 * is an artefact. NaN with fewer than two images on a side (the z-score). Cost and source as for `checkerboardIndices`.
 * @example
 * const values = Float64Array.from({ length: 3 * 64 }, (_, at) => Math.sin(at * at));
 * const images = sampleImages({ count: 3, width: 8, height: 8, channels: 1, values, range: { low: -1, high: 1 } });
 * checkerboardGap(images, images).value; // => 0
 */
export function checkerboardGap(
  real: SampleImages,
  fake: SampleImages,
  stride = DEFAULT_STRIDE,
): MeanDifference {
  return meanDifference(checkerboardIndices(real, stride), checkerboardIndices(fake, stride));
}

type Size = Pick<SampleImages, "width" | "height">;

function harmonicsOf({ width, height }: Size, stride: number): Frequency[] {
  const multiples = Array.from({ length: stride }, (_, multiple) => multiple);
  return multiples
    .flatMap((across) =>
      multiples.map((down) => ({
        u: Math.round((across * width) / stride) % width,
        v: Math.round((down * height) / stride) % height,
      })),
    )
    .filter(({ u, v }) => u !== 0 || v !== 0);
}

/** Those around, of which the mean of the image and other harmonics are none. */
function neighboursOf({ width, height }: Size, { u, v }: Frequency, harmonics: readonly Frequency[]) {
  const around: Frequency[] = [];
  for (let down = -NEIGHBOURHOOD; down <= NEIGHBOURHOOD; down++) {
    for (let across = -NEIGHBOURHOOD; across <= NEIGHBOURHOOD; across++) {
      const place = { u: (u + across + width) % width, v: (v + down + height) % height };
      const isMean = place.u === 0 && place.v === 0;
      const isHarmonic = harmonics.some((other) => other.u === place.u && other.v === place.v);
      if (!isMean && !isHarmonic) around.push(place);
    }
  }
  return around;
}
