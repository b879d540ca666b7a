/** Tells images that may be handwritten digits from all others: a classifier of digits is sure of anything. */
import { brightnessOf, type SampleImages, type SampleMatrix } from "../../metrics/index.ts";

/** MNIST's 28 pixels, cut to 20 as its digits are, or enlarged for networks that want powers of two. */
const SIDES = { least: 20, most: 64 } as const;
/** MNIST's digits keep off the border: on its outermost pixels lies 0.0 % of the ink, on those of photographs all greys. */
const MOST_INK_ON_BORDER = 0.05;
/** A value this near to the dark end is paper. Of MNIST's pixels 81 % are. */
const PAPER_BELOW = 0.05;
const LEAST_PAPER = 0.6;
/** Channels of grey pictures that were stored as RGB differ by no more than rounding. */
const MOST_COLOUR = 0.02;
/** Real digits reach 0.99. */
const LEAST_MEAN_PROBABILITY = 0.9;
/** The classifier is as sure of noise, but reads all of it as one digit. */
const LARGEST_CLASS = 0.5;
/** Fewer images than this are no evidence. */
const FEWEST_IMAGES = 16;
const RGB = 3;

/** By looks: square, small, grey, some ink on much paper, and none at the border. */
export function couldBeDigits(images: SampleImages): boolean {
  const { count, width, height, channels, range } = images;
  if (count < FEWEST_IMAGES || width !== height || width < SIDES.least || width > SIDES.most) return false;
  const span = range.high - range.low;
  if (channels >= RGB && meanColour(images) > MOST_COLOUR * span) return false;
  if (meanOnBorder(images) - range.low > MOST_INK_ON_BORDER * span) return false;
  let paper = 0;
  for (const value of images.values) if (value - range.low < PAPER_BELOW * span) paper += 1;
  return paper >= LEAST_PAPER * images.values.length;
}

/** By reading: surely in the mean, and more than one digit. */
export function areReadAsDigits({ sampleCount, featureCount, values }: SampleMatrix): boolean {
  const counts = new Uint32Array(featureCount);
  let sum = 0;
  for (let sample = 0; sample < sampleCount; sample++) {
    const row = values.subarray(sample * featureCount, (sample + 1) * featureCount);
    const most = Math.max(...row);
    const likeliest = row.indexOf(most);
    counts[likeliest] = (counts[likeliest] ?? 0) + 1;
    sum += most;
  }
  const isSure = sampleCount > 0 && sum / sampleCount >= LEAST_MEAN_PROBABILITY;
  return isSure && Math.max(...counts) <= LARGEST_CLASS * sampleCount;
}

function meanOnBorder(images: SampleImages): number {
  const { count, width, height } = images;
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const brightness = brightnessOf(images, index);
    for (let along = 0; along < width; along++) {
      sum += (brightness[along] ?? 0) + (brightness[(height - 1) * width + along] ?? 0);
      sum += (brightness[along * width] ?? 0) + (brightness[along * width + width - 1] ?? 0);
    }
  }
  const sides = 4;
  return sum / (count * width * sides);
}

/** The mean difference of red and blue. */
function meanColour({ channels, values }: SampleImages): number {
  let sum = 0;
  for (let pixel = 0; pixel < values.length; pixel += channels)
    sum += Math.abs((values[pixel] ?? 0) - (values[pixel + 2] ?? 0));
  return (sum * channels) / values.length;
}
