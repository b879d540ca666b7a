/** How far a layout can be believed: are neighbours in the plane neighbours among the samples? */
import { type SampleMatrix, seededRandom, shuffledOrder } from "../metrics/index.ts";
import { squaredDistance } from "./nearest-neighbours.ts";
import { PIECE_MULTIPLICATIONS, type Work } from "./work.ts";

export interface Trustworthiness {
  /** In [0, 1]; some 0.5 for a layout that has nothing to do with the samples, 1 for one that invents no neighbour. */
  readonly value: number;
  /** k of the definition. */
  readonly neighbourCount: number;
  /** Over so many samples of `sampleCount` was it averaged. */
  readonly judgedCount: number;
  readonly sampleCount: number;
}

export interface Judgement {
  readonly neighbourCount: number;
  /** How many multiplications it may cost; more samples than that allows are judged by a seeded subset. */
  readonly mostMultiplications: number;
  readonly seed: number;
}

/** A second or two. */
export const JUDGEMENT_DEFAULTS: Judgement = { neighbourCount: 12, mostMultiplications: 1e9, seed: 1 };
/** With fewer the average says nothing about the layout. */
const FEWEST_JUDGED = 100;

/**
 * T(k) = 1 − 2 / (n k (2n − 3k − 1)) · Σ_i Σ_{j among i's k nearest in the plane} max(0, rank of j among i's samples − k).
 *
 * `matrix` [sampleCount × featureCount]; `positions` x, y by turns.
 * In [0, 1], 1 where the layout keeps every neighbourhood.
 * NaN where 2n − 3k − 1 ≤ 0: there are too few samples for k.
 * Costs judgedCount · sampleCount · featureCount multiplications.
 * Source: Venna and Kaski 2001; k = 12 as in the benchmarks of docs/projections.md.
 * Differs from scikit-learn's `trustworthiness` among equal distances: a tie takes the best rank here.
 */
export function* trustworthiness(
  matrix: SampleMatrix,
  positions: ArrayLike<number>,
  judgement: Judgement = JUDGEMENT_DEFAULTS,
): Work<Trustworthiness> {
  const { sampleCount, featureCount } = matrix;
  const { neighbourCount, mostMultiplications, seed } = judgement;
  const affordable = Math.max(FEWEST_JUDGED, Math.floor(mostMultiplications / (sampleCount * featureCount)));
  const judgedCount = Math.min(sampleCount, affordable);
  const chosen = shuffledOrder(sampleCount, seededRandom(seed)).subarray(0, judgedCount);
  const rowsAPiece = Math.max(1, Math.floor(PIECE_MULTIPLICATIONS / (sampleCount * featureCount)));
  let excess = 0;
  for (const [judged, row] of chosen.entries()) {
    excess += excessRank(matrix, row, nearestInPlane(positions, row, { sampleCount, neighbourCount }));
    if (judged % rowsAPiece === 0) yield { phase: "judging", done: judged, total: judgedCount };
  }
  const scale = judgedCount * neighbourCount * (2 * sampleCount - 3 * neighbourCount - 1);
  const value = scale > 0 ? 1 - (2 * excess) / scale : Number.NaN;
  return { value, neighbourCount, judgedCount, sampleCount };
}

/** Σ of max(0, rank − k) over these neighbours of `row`. */
function excessRank(
  { sampleCount, featureCount, values }: SampleMatrix,
  row: number,
  near: Int32Array,
): number {
  const distances = Float64Array.from(near, (other) => squaredDistance(values, featureCount, [row, other]));
  const farthest = distances.reduce((most, distance) => Math.max(most, distance), 0);
  const nearer = new Int32Array(near.length);
  for (let other = 0; other < sampleCount; other++) {
    if (other === row) continue;
    const distance = squaredDistance(values, featureCount, [row, other]);
    if (distance >= farthest) continue;
    for (let place = 0; place < near.length; place++) {
      // `as number`: below the length of both.
      if (distance < (distances[place] as number)) nearer[place] = (nearer[place] as number) + 1;
    }
  }
  return nearer.reduce((sum, count) => sum + Math.max(0, count + 1 - near.length), 0);
}

/** The nearest points in the plane to point `row`. */
function nearestInPlane(
  positions: ArrayLike<number>,
  row: number,
  { sampleCount, neighbourCount }: { readonly sampleCount: number; readonly neighbourCount: number },
): Int32Array {
  const indices = new Int32Array(neighbourCount).fill(-1);
  const distances = new Float64Array(neighbourCount).fill(Number.POSITIVE_INFINITY);
  const x = positions[2 * row] as number;
  const y = positions[2 * row + 1] as number;
  for (let other = 0; other < sampleCount; other++) {
    const offX = x - (positions[2 * other] as number);
    const offY = y - (positions[2 * other + 1] as number);
    const distance = offX * offX + offY * offY;
    if (other === row || distance >= (distances[neighbourCount - 1] as number)) continue;
    let place = neighbourCount - 1;
    while (place > 0 && (distances[place - 1] as number) > distance) {
      distances[place] = distances[place - 1] as number;
      indices[place] = indices[place - 1] as number;
      place -= 1;
    }
    distances[place] = distance;
    indices[place] = other;
  }
  return indices;
}
