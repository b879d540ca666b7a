/** Checks that need only samples and noise: range, scale, layout, freshness. */
import { cannotTell, type PreflightFinding, passed, problem, shown } from "./finding.ts";
import type { Activation } from "./network.ts";

/** Samples as fetched: values row-major, shape [count × …]. */
export interface FetchedSamples {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface Span {
  readonly low: number;
  readonly high: number;
}

const REACH: Readonly<Partial<Record<Activation, Span>>> = {
  relu: { low: 0, high: Number.POSITIVE_INFINITY },
  sigmoid: { low: 0, high: 1 },
  tanh: { low: -1, high: 1 },
};
/** Share of real values beyond the generator's reach that is no rounding (research: real > 5 %, generated 0 %). */
const SHARE_BEYOND = 0.01;
const ROUNDING = 1e-3;
/** Bytes that nobody scaled reach far beyond any range that networks are trained in. */
const UNSCALED_ABOVE = 16;
/** Pixels divided by 255 twice reach 1/255; nothing meant to be seen is this dark throughout. */
const SCALED_TWICE_BELOW = 1 / 64;
/** Of the reach, how much of it the data should use at either end. */
const UNUSED_SHARE = 0.4;
const IMAGE_AXES = 4;
/** Grey, grey with alpha, colour, colour with alpha. */
const MOST_CHANNELS = 4;

/** F20: the generator's last activation must be able to give every value that the data has. */
export function checkRange(real: FetchedSamples, activation: Activation): PreflightFinding {
  const check = "data-range";
  const reach = REACH[activation];
  if (reach === undefined) {
    return cannotTell(
      check,
      "The generator's output has no activation with limits, so its range is not known.",
    );
  }
  const { low, high } = spanOf(real.values);
  const isBeyond = (value: number) => value < reach.low - ROUNDING || value > reach.high + ROUNDING;
  const share = real.values.filter(isBeyond).length / real.values.length;
  const ranges = `Real values lie in [${shown(low)}, ${shown(high)}]; a ${activation} output gives [${reach.low}, ${reach.high}].`;
  if (share > SHARE_BEYOND) {
    const beyond = `${shown(100 * share)} % of the real values can never be generated, so the discriminator wins by them alone.`;
    return problem(
      check,
      ["F20", 5],
      `${ranges} ${beyond} Rescale the data, or change the output's activation.`,
    );
  }
  const unused = low - reach.low > UNUSED_SHARE * (reach.high - reach.low);
  if (activation === "tanh" && unused) {
    const half = "The data leaves much of the generator's range empty, which is as easy to tell apart.";
    return problem(check, ["F20", 3], `${ranges} ${half} Scale the data to [-1, 1], or use a sigmoid.`);
  }
  return passed(check, ranges);
}

/** Both must look alike to the discriminator, and lie as images do. */
export function checkLayout(real: FetchedSamples, fakeShape: readonly number[]): PreflightFinding {
  const check = "layout-and-scale";
  const [, ...realShape] = real.shape;
  const [, ...generated] = fakeShape;
  if (realShape.join() !== generated.join()) {
    const shapes = `Real samples are [${realShape.join(", ")}], generated ones [${generated.join(", ")}].`;
    return problem(check, ["F20", 5], `${shapes} Bring both into the same shape.`);
  }
  const { low, high } = spanOf(real.values);
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    return problem(
      check,
      ["F09", 5],
      "Real samples hold NaN or infinite values. Look for them where the data is read.",
    );
  }
  if (high > UNSCALED_ABOVE) {
    const reach = `Real values reach ${shown(high)}: they look like bytes that were not scaled.`;
    return problem(check, ["F20", 4], `${reach} Divide them by 255, and by 127.5 minus 1 for a tanh output.`);
  }
  if (low === high || Math.max(Math.abs(low), Math.abs(high)) < SCALED_TWICE_BELOW) {
    const reach = `Real values lie in [${shown(low)}, ${shown(high)}]: they look scaled twice, or empty.`;
    return problem(check, ["F20", 4], `${reach} Scale them once.`);
  }
  const [first = 0, , last = 0] = realShape;
  if (real.shape.length === IMAGE_AXES && last > MOST_CHANNELS && first <= MOST_CHANNELS) {
    const channels = `Samples are [${realShape.join(", ")}], which looks like channels first.`;
    return problem(check, ["F20", 3], `${channels} TensorFlow.js' layers expect channels last.`);
  }
  return passed(check, `Real and generated samples are [${realShape.join(", ")}], values as expected.`);
}

/** The same noise at each step, or for each sample, teaches the generator one answer. */
export function checkNoise(first: FetchedSamples, second: FetchedSamples): PreflightFinding {
  const check = "fresh-noise";
  if (isEqual(first.values, second.values)) {
    return problem(
      check,
      ["F14", 4],
      "Two draws of noise were the same. Draw new noise at each call, with a seed that moves on.",
    );
  }
  const width = first.values.length / (first.shape[0] ?? 1);
  const row = (index: number) => first.values.subarray(index * width, (index + 1) * width);
  if ((first.shape[0] ?? 0) > 1 && isEqual(row(0), row(1))) {
    return problem(
      check,
      ["F14", 4],
      "The noise of two samples in one draw was the same. Draw a row for each sample.",
    );
  }
  return passed(check, "Noise differs from draw to draw and from sample to sample.");
}

function spanOf(values: Float32Array): Span {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

function isEqual(left: Float32Array, right: Float32Array): boolean {
  return left.length === right.length && left.every((value, i) => value === right[i]);
}
