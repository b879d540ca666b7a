/** Turns that two series make around each other: the phase portrait of a game that goes in circles. */
import { median, type Numbers } from "../statistics/quantiles.ts";
import { requireSameLength } from "./gradient-cosine.ts";

/** Portions of the window whose radii are compared: the first and the last of three. */
const PORTIONS = 3;

/** `smoothing`: weight of the past in an exponential mean over steps, in [0, 1). */
export interface WindingOptions {
  readonly smoothing?: number;
}

/**
 * `turns` around the centre, positive counter-clockwise (first series rightwards, second upwards).
 * `radiusGrowth`: median radius of the last third over that of the first: below 1 the game spirals in.
 */
export interface Winding {
  readonly turns: number;
  readonly radiusGrowth: number;
}

/**
 * The winding number of the curve (first, second) around its medians, both put to deviation 1 over the window.
 *
 * `first`, `second`: as many values, at the same steps, finite: generator and discriminator loss, say. Turns, signed;
 * about 0 where nothing circles. Alarm on 3 turns and more whose radius does not shrink. Unchanged by scaling or moving
 * either series; swapping them turns the sign. NaN for NaN, constants, or no values. Throws `METRICS_SHAPE` for
 * differing lengths. Cost: O(length log length). Source: the argument principle on wrapped angle steps; steps of more
 * than half a turn are counted as the shorter way round, so smooth series that jump. Differs from centring on the mean:
 * a spiral that has come to rest has its median there, and its mean where it came from.
 * @example
 * const steps = Array.from({ length: 101 }, (_, step) => (2 * Math.PI * step) / 25);
 * windingNumber(steps.map(Math.cos), steps.map(Math.sin)).turns; // => 4.0
 */
export function windingNumber(
  first: Numbers,
  second: Numbers,
  { smoothing = 0 }: WindingOptions = {},
): Winding {
  requireSameLength(first, second);
  const x = standardised(smoothed(first, smoothing));
  const y = standardised(smoothed(second, smoothing));
  const radii = x.map((value, at) => Math.hypot(value, y[at] ?? Number.NaN));
  let turns = x.length === 0 ? Number.NaN : 0;
  for (let at = 1; at < x.length; at++) {
    const [x0, y0] = [x[at - 1] ?? Number.NaN, y[at - 1] ?? Number.NaN];
    const [x1, y1] = [x[at] ?? Number.NaN, y[at] ?? Number.NaN];
    turns += turnBetween(x0 * y1 - y0 * x1, x0 * x1 + y0 * y1);
  }
  const portion = Math.ceil(radii.length / PORTIONS);
  return { turns, radiusGrowth: median(radii.slice(-portion)) / median(radii.slice(0, portion)) };
}

/** The signed part of a turn, from cross and dot product; 0 from or to the centre, which has no direction. */
function turnBetween(across: number, along: number): number {
  return across === 0 && along === 0 ? 0 : Math.atan2(across, along) / (2 * Math.PI);
}

function smoothed(series: Numbers, smoothing: number): Float64Array {
  const means = new Float64Array(series.length);
  let mean = series[0] ?? Number.NaN;
  for (let at = 0; at < series.length; at++) {
    mean = smoothing * mean + (1 - smoothing) * (series[at] ?? Number.NaN);
    means[at] = mean;
  }
  return means;
}

function standardised(series: Float64Array): Float64Array {
  const middle = median(series);
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  const squares = series.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / series.length);
  return series.map((value) => (value - middle) / deviation);
}
