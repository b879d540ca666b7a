/** MS-SSIM: how alike images look at several scales; the mean over pairs of generated images shows lost variety. */
import { ExplainedError } from "../../model/index.ts";
import { CONFIDENCE_LEVEL, type Interval } from "../estimate.ts";
import { seededRandom } from "../random-source.ts";
import { normalQuantile } from "../statistics/normal.ts";
import { type SampleImages, valuesOfImage } from "./sample-images.ts";
import { halved, type Plane, similarityParts, WINDOW_SIDE } from "./structural-similarity.ts";

/** Weights of the scales, finest first (Wang et al. 2003, section 3.2). */
const SCALE_WEIGHTS: readonly number[] = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];
const DEFAULT_PAIRS = 500;
const DEFAULT_SEED = 1;

/**
 * How many of the five scales fit: at each, the 11 × 11 window must.
 *
 * A number from 0 to 5: 5 from 161 pixels on (TensorFlow asks for 176 = 11 · 16), 1 below 21. Cost: O(1).
 * @example
 * similarityScales(28, 28); // => 2
 */
export function similarityScales(width: number, height: number): number {
  let side = Math.min(width, height);
  let count = 0;
  while (count < SCALE_WEIGHTS.length && side >= WINDOW_SIDE) {
    count += 1;
    side = Math.ceil(side / 2);
  }
  return count;
}

/**
 * MS-SSIM of two images of one set, by their places in it.
 *
 * `images` is [count × height × width × channels]. No unit, in [0, 1] (parts below 0 count as 0); 1 for equal images.
 * Small images have room for fewer than five scales (`similarityScales`): then the first weights are used, divided by
 * their sum, and such a value must not be set beside one of five scales. NaN where a pixel is.
 * Throws `METRICS_IMAGE_TOO_SMALL` below 11 pixels. Cost: some 90 operations a pixel.
 * Source: Wang, Simoncelli & Bovik 2003, equation 7; the mean over channels as TensorFlow has it.
 * Agrees with `tf.image.ssim_multiscale` to 1e-5, which computes in float32.
 * @example
 * const values = Float32Array.from({ length: 2 * 16 * 16 }, (_, at) => (at % 16) / 16);
 * const images = sampleImages({ count: 2, width: 16, height: 16, channels: 1, values, range: { low: 0, high: 1 } });
 * multiScaleSimilarity(images, 0, 1); // => 1
 */
export function multiScaleSimilarity(images: SampleImages, first: number, second: number): number {
  const scaleCount = similarityScales(images.width, images.height);
  if (scaleCount === 0) throw tooSmall(images);
  const weights = SCALE_WEIGHTS.slice(0, scaleCount);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  for (let channel = 0; channel < images.channels; channel++) {
    let [a, b] = [planeOf(images, first, channel), planeOf(images, second, channel)];
    let value = 1;
    weights.forEach((weight, scale) => {
      if (scale > 0) [a, b] = [halved(a), halved(b)];
      const { similarity, contrast } = similarityParts(a, b, images.range.high - images.range.low);
      value *= Math.max(0, scale === scaleCount - 1 ? similarity : contrast) ** (weight / total);
    });
    sum += value;
  }
  return sum / images.channels;
}

function planeOf(images: SampleImages, index: number, channel: number): Plane {
  const { width, height, channels, range } = images;
  const values = valuesOfImage(images, index);
  const plane = Float64Array.from(
    { length: width * height },
    (_, pixel) => (values[pixel * channels + channel] ?? Number.NaN) - range.low,
  );
  return { width, height, values: plane };
}

export interface SimilarityOfPairs {
  /** NaN with fewer than two images. */
  readonly value: number;
  readonly interval: Interval | null;
  /** Of five; values of different counts must not be compared. */
  readonly scaleCount: number;
  readonly pairCount: number;
  readonly imageCount: number;
}

/**
 * The mean MS-SSIM of random pairs of images: variety, the lower the more.
 *
 * `images` as for `multiScaleSimilarity`; 500 pairs unless `pairCount` says otherwise. No unit, in [0, 1]; it has no
 * value at equality of its own: set it beside the mean of as many real images (a class whose generated images are
 * more alike than its real ones by over 0.05 has lost variety). The interval counts each image once for a pair:
 * Var ≤ Var(pair) · (2/n + 1/pairs) (Hoeffding 1948), so it rather covers too often. Cost: pairs × one MS-SSIM.
 * Source: Odena, Olah & Shlens 2017, section 4.2.
 * @example
 * const values = new Float32Array(3 * 11 * 11);
 * const images = sampleImages({ count: 3, width: 11, height: 11, channels: 1, values, range: { low: 0, high: 1 } });
 * similarityOfPairs(images).value; // => 1
 */
export function similarityOfPairs(
  images: SampleImages,
  { pairCount = DEFAULT_PAIRS, seed = DEFAULT_SEED } = {},
): SimilarityOfPairs {
  const { count } = images;
  const scaleCount = similarityScales(images.width, images.height);
  if (scaleCount === 0) throw tooSmall(images);
  const made = { scaleCount, imageCount: count };
  if (count < 2) return { value: Number.NaN, interval: null, ...made, pairCount: 0 };
  const random = seededRandom(seed);
  const drawn = Float64Array.from({ length: pairCount }, () => {
    const first = Math.floor(random() * count);
    const other = Math.floor(random() * (count - 1));
    return multiScaleSimilarity(images, first, other < first ? other : other + 1);
  });
  const value = drawn.reduce((sum, one) => sum + one, 0) / pairCount;
  const variance = drawn.reduce((sum, one) => sum + (one - value) ** 2, 0) / Math.max(1, pairCount - 1);
  const reach =
    normalQuantile((1 + CONFIDENCE_LEVEL) / 2) * Math.sqrt(variance * (2 / count + 1 / pairCount));
  const interval = Number.isNaN(reach)
    ? null
    : { low: Math.max(0, value - reach), high: Math.min(1, value + reach), level: CONFIDENCE_LEVEL };
  return { value, interval, ...made, pairCount };
}

function tooSmall({ width, height }: SampleImages): ExplainedError {
  return new ExplainedError({
    code: "METRICS_IMAGE_TOO_SMALL",
    what: `Structural similarity needs images of at least ${WINDOW_SIDE} × ${WINDOW_SIDE} pixels, and these are ${width} × ${height}.`,
    why: "Its window does not fit into them at any scale.",
    fix: "Use the pairwise-distance ratio for images this small.",
  });
}
