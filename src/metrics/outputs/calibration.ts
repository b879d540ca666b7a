/** Whether the discriminator's logits mean what they say: slope and intercept of the best logistic fit on them. */
import type { Histogram } from "../../model/index.ts";
import { CONFIDENCE_LEVEL, type Interval } from "../estimate.ts";
import { normalQuantile } from "../statistics/normal.ts";
import { totalOf } from "./paired-bins.ts";
import { areComputable, type Scores } from "./scores.ts";

/** A parameter of the fit with its standard error (inverse Fisher information) and interval. */
export interface FittedParameter {
  readonly value: number;
  readonly standardError: number;
  readonly interval: Interval;
}

/**
 * `separable`: a threshold divides the sides without error, so the best slope is infinite (±, by `realIsHigh`).
 * `constant`: all scores are equal, so there is no slope. `cannot-tell`: NaN, infinite or no scores.
 */
export type Calibration =
  | {
      readonly kind: "fitted";
      readonly slope: FittedParameter;
      readonly intercept: FittedParameter;
      readonly temperature: number;
    }
  | { readonly kind: "separable"; readonly realIsHigh: boolean }
  | { readonly kind: "constant" }
  | { readonly kind: "cannot-tell" };

const MOST_STEPS = 100;
/** Relative change of the parameters at which the fit stands. */
const CONVERGED = 1e-12;

/**
 * The logistic fit P(real | score s) = σ(intercept + slope · s), for classes of equal weight.
 *
 * `real`, `fake`: one logit a sample, any two lengths. Without unit; slope 1 and intercept 0 for calibrated logits,
 * slope < 1 over-confident, > 1 under-confident, 0 for one law; `temperature` = 1 / slope. NaN, infinite or no
 * scores give `cannot-tell`. Cost: some ten passes. Source: Cox 1958; Newton's method with the log-odds of n : m as
 * offset, which leaves the intercept free of the sample sizes. Agrees with `sklearn.linear_model.LogisticRegression`
 * without penalty; differs from ridge fits in finding separable scores instead of giving them a large slope.
 * @example
 * calibrationSlope([3, 4], [1, 2]).kind; // => "separable"
 * calibrationSlope([1, 3, 2], [0, 2, 1]).slope.value; // => 1.386294
 */
export function calibrationSlope(real: Scores, fake: Scores): Calibration {
  if (!areComputable(real, fake)) return { kind: "cannot-tell" };
  return calibrated([
    ...Array.from(real, (score) => ({ score, real: 1, fake: 0 })),
    ...Array.from(fake, (score) => ({ score, real: 0, fake: 1 })),
  ]);
}

/**
 * The same fit from two histograms, all mass of a bin at its middle.
 *
 * A bin that holds both sides is never separable. Kinds, units and source as for `calibrationSlope`.
 * Cost: some ten passes over the bins.
 * @example
 * const edges = { lefts: Float64Array.of(-1, 0), rights: Float64Array.of(0, 1) };
 * const real = { ...edges, counts: Float64Array.of(1, 3) };
 * const fake = { ...edges, counts: Float64Array.of(3, 1) };
 * calibrationSlopeOfHistograms(real, fake).slope.value; // => 2.197225
 */
export function calibrationSlopeOfHistograms(real: Histogram, fake: Histogram): Calibration {
  if (!(totalOf(real.counts) > 0 && totalOf(fake.counts) > 0)) return { kind: "cannot-tell" };
  return calibrated([
    ...middlesOf(real).map(({ score, count }) => ({ score, real: count, fake: 0 })),
    ...middlesOf(fake).map(({ score, count }) => ({ score, real: 0, fake: count })),
  ]);
}

/** The middle of each bin that holds mass. */
export function middlesOf({ lefts, rights, counts }: Histogram): { score: number; count: number }[] {
  return Array.from(counts, (count, bin) => ({
    score: ((lefts[bin] ?? Number.NaN) + (rights[bin] ?? Number.NaN)) / 2,
    count,
  })).filter(({ count }) => count > 0);
}

interface Point {
  readonly score: number;
  readonly real: number;
  readonly fake: number;
}

function calibrated(points: readonly Point[]): Calibration {
  if (points.some(({ score }) => !Number.isFinite(score))) return { kind: "cannot-tell" };
  const [real, fake] = [rangeOf(points, "real"), rangeOf(points, "fake")];
  if (Math.min(real.low, fake.low) === Math.max(real.high, fake.high)) return { kind: "constant" };
  if (real.low >= fake.high) return { kind: "separable", realIsHigh: true };
  if (fake.low >= real.high) return { kind: "separable", realIsHigh: false };
  return fitted(points);
}

function rangeOf(points: readonly Point[], side: "real" | "fake"): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const point of points) {
    if (point[side] === 0) continue;
    low = Math.min(low, point.score);
    high = Math.max(high, point.score);
  }
  return { low, high };
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/** Gradient and information matrix of the log-likelihood at a line, and the log-likelihood itself. */
interface Likelihood {
  readonly value: number;
  readonly gradient: readonly [number, number];
  readonly information: readonly [number, number, number];
}

/** Newton's method on centred and scaled scores, each step halved until the likelihood does not fall. */
function fitted(points: readonly Point[]): Calibration {
  const { middle, scale } = standardisation(points);
  const standard = points.map((point) => ({ ...point, score: (point.score - middle) / scale }));
  const offset = Math.log(sumOf(points, ({ real }) => real) / sumOf(points, ({ fake }) => fake));
  let line: Line = { intercept: 0, slope: 0 };
  let at = likelihoodOf(standard, line, offset);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { information, gradient } = at;
    const determinant = information[0] * information[2] - information[1] ** 2;
    const intercept = (information[2] * gradient[0] - information[1] * gradient[1]) / determinant;
    const slope = (information[0] * gradient[1] - information[1] * gradient[0]) / determinant;
    let share = 1;
    let next = { intercept: line.intercept + intercept, slope: line.slope + slope };
    let there = likelihoodOf(standard, next, offset);
    while (there.value < at.value && share > CONVERGED) {
      share /= 2;
      next = { intercept: line.intercept + share * intercept, slope: line.slope + share * slope };
      there = likelihoodOf(standard, next, offset);
    }
    const change = Math.abs(next.slope - line.slope) + Math.abs(next.intercept - line.intercept);
    [line, at] = [next, there];
    if (change <= CONVERGED * (1 + Math.abs(line.slope) + Math.abs(line.intercept))) break;
  }
  return inOwnUnits(line, at.information, { middle, scale });
}

function inOwnUnits(
  { intercept, slope }: Line,
  [constant, mixed, squared]: readonly [number, number, number],
  { middle, scale }: { readonly middle: number; readonly scale: number },
): Calibration {
  const determinant = constant * squared - mixed * mixed;
  const shift = middle / scale;
  const interceptVariance = (squared + 2 * shift * mixed + shift * shift * constant) / determinant;
  return {
    kind: "fitted",
    slope: parameter(slope / scale, Math.sqrt(constant / determinant) / scale),
    intercept: parameter(intercept - slope * shift, Math.sqrt(interceptVariance)),
    temperature: scale / slope,
  };
}

function parameter(value: number, standardError: number): FittedParameter {
  const reach = normalQuantile((1 + CONFIDENCE_LEVEL) / 2) * standardError;
  return {
    value,
    standardError,
    interval: { low: value - reach, high: value + reach, level: CONFIDENCE_LEVEL },
  };
}

function likelihoodOf(points: readonly Point[], { intercept, slope }: Line, offset: number): Likelihood {
  let [value, constant, mixed, squared, first, second] = [0, 0, 0, 0, 0, 0];
  for (const { score, real, fake } of points) {
    const logit = offset + intercept + slope * score;
    const chance = 1 / (1 + Math.exp(-logit));
    const residual = real - (real + fake) * chance;
    const weight = (real + fake) * chance * (1 - chance);
    value -= real * softplus(-logit) + fake * softplus(logit);
    first += residual;
    second += residual * score;
    constant += weight;
    mixed += weight * score;
    squared += weight * score * score;
  }
  return { value, gradient: [first, second], information: [constant, mixed, squared] };
}

/** ln(1 + eˣ) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function standardisation(points: readonly Point[]): { middle: number; scale: number } {
  const total = sumOf(points, ({ real, fake }) => real + fake);
  const middle = sumOf(points, ({ score, real, fake }) => score * (real + fake)) / total;
  const squares = sumOf(points, ({ score, real, fake }) => (score - middle) ** 2 * (real + fake));
  return { middle, scale: Math.sqrt(squares / total) };
}

function sumOf(points: readonly Point[], part: (point: Point) => number): number {
  return points.reduce((sum, point) => sum + part(point), 0);
}
