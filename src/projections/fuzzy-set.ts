/** The fuzzy neighbourhood graph of UMAP: how sure it is that two samples belong together. */
import { type Edges, joinDirections } from "./edges.ts";
import type { NearestNeighbours } from "./nearest-neighbours.ts";
import type { Work } from "./work.ts";

/** Of the sum of memberships. */
const SUM_TOLERANCE = 1e-5;
const MOST_TRIALS = 64;
/** Some 5 ms. */
const ROWS_A_PIECE = 512;
/** Of the mean distance: where neighbours crowd into duplicates, no membership falls off faster than this. */
const LEAST_WIDTH_SHARE = 1e-3;

/**
 * μ(j|i) = exp(−max(0, d_ij − ρ_i) / σ_i), with ρ_i the distance to the nearest neighbour that is no duplicate and
 * σ_i such that the row sums to log₂ of the number of neighbours.
 *
 * One number a neighbour, in the order of `neighbours.indices`, in (0, 1]; the nearest neighbour has 1.
 * Source: McInnes, Healy and Melville 2018, algorithm 3.
 */
export function* memberships(neighbours: NearestNeighbours): Work<Float64Array> {
  const { sampleCount, neighbourCount, squaredDistances } = neighbours;
  const distances = squaredDistances.map(Math.sqrt);
  const wanted = Math.log2(neighbourCount);
  const least =
    LEAST_WIDTH_SHARE * (distances.reduce((sum, distance) => sum + distance, 0) / distances.length);
  const member = new Float64Array(distances.length);
  for (let row = 0; row < sampleCount; row++) {
    if (row % ROWS_A_PIECE === 0) yield { phase: "calibrating", done: row, total: sampleCount };
    const place = row * neighbourCount;
    const ofRow = distances.subarray(place, place + neighbourCount);
    const nearest = ofRow.find((distance) => distance > 0) ?? 0;
    const width = Math.max(widthFor(ofRow, nearest, wanted), least);
    for (let neighbour = 0; neighbour < neighbourCount; neighbour++) {
      // `as number`: below the length of both.
      member[place + neighbour] = membership(ofRow[neighbour] as number, nearest, width);
    }
  }
  return member;
}

function membership(distance: number, nearest: number, width: number): number {
  return distance <= nearest || width === 0 ? 1 : Math.exp(-(distance - nearest) / width);
}

/** By halving; the sum grows with the width. */
function widthFor(distances: Float64Array, nearest: number, wanted: number): number {
  let [low, high, width] = [0, Number.POSITIVE_INFINITY, 1];
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    let sum = 0;
    for (const distance of distances) sum += membership(distance, nearest, width);
    if (Math.abs(sum - wanted) < SUM_TOLERANCE) break;
    if (sum > wanted) high = width;
    else low = width;
    width = high === Number.POSITIVE_INFINITY ? 2 * width : (low + high) / 2;
  }
  return width;
}

/** The probability that at least one of two independent claims is true: a + b − ab. */
export function fuzzyUnion(forth: number, back: number): number {
  return forth + back - forth * back;
}

export function* fuzzyGraph(neighbours: NearestNeighbours): Work<Edges> {
  return yield* joinDirections(neighbours, yield* memberships(neighbours), fuzzyUnion);
}
