/** The Gaussian neighbourhood of each sample, as wide as the perplexity asks: the input side of t-SNE. */
import { type Edges, joinDirections } from "./edges.ts";
import type { NearestNeighbours } from "./nearest-neighbours.ts";
import type { Work } from "./work.ts";

/** t-SNE looks at three times as many neighbours as the perplexity (van der Maaten 2014, §4.1). */
const NEIGHBOURS_A_PERPLEXITY = 3;
/** In nats of entropy: a perplexity of 30 is met to 0.0003. */
const ENTROPY_TOLERANCE = 1e-5;
/** Newton's method needs five; halving alone, where a row is badly conditioned, fifty. */
const MOST_TRIALS = 100;
/** Some 5 ms. */
const ROWS_A_PIECE = 256;

export interface Neighbourhoods {
  /** p(j|i) at the place of j among i's neighbours; each row sums to 1. */
  readonly conditional: Float64Array;
  /** β_i = 1 / (2σ_i²), in 1 / squared distance. */
  readonly precisions: Float64Array;
}

export function neighboursFor(perplexity: number, sampleCount: number): number {
  return Math.min(Math.floor(NEIGHBOURS_A_PERPLEXITY * perplexity), sampleCount - 1);
}

/**
 * p(j|i) ∝ exp(−β_i d_ij²) over i's neighbours, with β_i such that exp(entropy) is the perplexity.
 *
 * A row whose neighbours are all equally far gets equal shares: no β changes its entropy.
 * Source: van der Maaten and Hinton 2008, equation 1 and §2.
 */
export function* calibrate(neighbours: NearestNeighbours, perplexity: number): Work<Neighbourhoods> {
  const { sampleCount, neighbourCount, squaredDistances } = neighbours;
  const conditional = new Float64Array(squaredDistances.length);
  const precisions = new Float64Array(sampleCount);
  for (let row = 0; row < sampleCount; row++) {
    const place = row * neighbourCount;
    precisions[row] = calibrateRow(
      squaredDistances.subarray(place, place + neighbourCount),
      Math.log(perplexity),
      conditional.subarray(place, place + neighbourCount),
    );
    if (row % ROWS_A_PIECE === 0) yield { phase: "calibrating", done: row, total: sampleCount };
  }
  return { conditional, precisions };
}

/** Writes the row's shares to `shares` and returns its precision. */
function calibrateRow(squared: Float64Array, entropyWanted: number, shares: Float64Array): number {
  const nearest = squared[0] ?? 0;
  let mean = 0;
  for (const distance of squared) mean += (distance - nearest) / squared.length;
  if (mean === 0) {
    shares.fill(1 / shares.length);
    return 0;
  }
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let precision = 1 / mean;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const { entropy, variance } = shareOut(squared, precision, shares);
    const excess = entropy - entropyWanted;
    if (Math.abs(excess) < ENTROPY_TOLERANCE) break;
    if (excess > 0) low = precision;
    else high = precision;
    // dH/dβ = −β Var(d²)
    const newton = precision + excess / (precision * variance);
    const middle = high === Number.POSITIVE_INFINITY ? 2 * precision : (low + high) / 2;
    precision = newton > low && newton < high && newton < 2 * middle ? newton : middle;
  }
  return precision;
}

/** Shares at this precision, their entropy in nats, and the variance of d² under them. */
function shareOut(squared: Float64Array, precision: number, shares: Float64Array) {
  const nearest = squared[0] ?? 0;
  let [sum, first, second] = [0, 0, 0];
  for (let place = 0; place < squared.length; place++) {
    // `as number`, here and below: within the bounds of typed arrays by construction.
    const beyond = (squared[place] as number) - nearest;
    const share = Math.exp(-precision * beyond);
    shares[place] = share;
    sum += share;
    first += share * beyond;
    second += share * beyond * beyond;
  }
  for (let place = 0; place < shares.length; place++) shares[place] = (shares[place] as number) / sum;
  const mean = first / sum;
  return { entropy: Math.log(sum) + precision * mean, variance: second / sum - mean * mean };
}

/** p_ij = (p(j|i) + p(i|j)) / 2n; over all ordered pairs they sum to 1. */
export function jointProbabilities(neighbours: NearestNeighbours, conditional: Float64Array): Work<Edges> {
  const share = 1 / (2 * neighbours.sampleCount);
  return joinDirections(neighbours, conditional, (forth, back) => (forth + back) * share);
}
