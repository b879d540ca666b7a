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
    const [x0, y0, x1, y1] = [x[at - 1], y[at - 1], x[at], y[at]].map((value) => value ?? Number.NaN);
    turns += angleBetween([x0 ?? 0, y0 ?? 0], [x1 ?? 0, y1 ?? 0]) / (2 * Math.PI);
  }
  const portion = Math.ceil(radii.length / PORTIONS);
  return { turns, radiusGrowth: median(radii.slice(-portion)) / median(radii.slice(0, portion)) };
}

type Point = readonly [x: number, y: number];

/** The signed angle from one direction to another, in (−π, π]; 0 from or to the centre, which has no direction. */
function angleBetween([x0, y0]: Point, [x1, y1]: Point): number {
  const [across, along] = [x0 * y1 - y0 * x1, x0 * x1 + y0 * y1];
  return across === 0 && along === 0 ? 0 : Math.atan2(across, along);
}

function smoothed(series: Numbers, smoothing: number): Float64Array {
  let mean = series[0] ?? Number.NaN;
  return Float64Array.from(series, (value) => {
    mean = smoothing * mean + (1 - smoothing) * value;
    return mean;
  });
}

function standardised(series: Float64Array): Float64Array {
  const middle = median(series);
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  const squares = series.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / series.length);
  return series.map((value) => (value - middle) / deviation);
}
