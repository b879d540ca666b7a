/** Who is near whom, as one list of pairs: both neighbour-based layouts pull along it. */
import type { NearestNeighbours } from "./nearest-neighbours.ts";
import type { Work } from "./work.ts";

/** Some 5 ms. */
const ROWS_A_PIECE = 1024;

/** Pairs first < second; row i's stand at `start[i] … start[i + 1] − 1`, by ascending second. */
export interface Edges {
  readonly start: Int32Array;
  readonly second: Int32Array;
  readonly weights: Float64Array;
}

/** By row: the columns ascending, with a weight each. */
interface Sparse {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Joins each pair's two directed weights (0 where one is not a neighbour of the other) by `combine`,
 * which is symmetric. `directed` has the shape of `neighbours.indices`.
 */
export function* joinDirections(
  neighbours: NearestNeighbours,
  directed: Float64Array,
  combine: (forth: number, back: number) => number,
): Work<Edges> {
  const { sampleCount, neighbourCount, indices } = neighbours;
  const start = Int32Array.from({ length: sampleCount + 1 }, (_, row) => row * neighbourCount);
  const back = transposed({ start, column: indices, weights: directed });
  yield { phase: "calibrating", done: 0, total: sampleCount };
  // Turned twice, each row's columns ascend.
  const forth = transposed(back);
  const edges = {
    start: new Int32Array(sampleCount + 1),
    second: new Int32Array(indices.length),
    weights: new Float64Array(indices.length),
  };
  let count = 0;
  for (let row = 0; row < sampleCount; row++) {
    if (row % ROWS_A_PIECE === 0) yield { phase: "calibrating", done: row, total: sampleCount };
    // `as number`, here and below: within the bounds of typed arrays by construction.
    let left = forth.start[row] as number;
    let right = back.start[row] as number;
    const leftEnd = forth.start[row + 1] as number;
    const rightEnd = back.start[row + 1] as number;
    while (left < leftEnd || right < rightEnd) {
      const leftColumn = left < leftEnd ? (forth.column[left] as number) : sampleCount;
      const rightColumn = right < rightEnd ? (back.column[right] as number) : sampleCount;
      const column = Math.min(leftColumn, rightColumn);
      const there = leftColumn === column ? (forth.weights[left++] as number) : 0;
      const here = rightColumn === column ? (back.weights[right++] as number) : 0;
      if (column < row) continue;
      edges.second[count] = column;
      edges.weights[count] = combine(there, here);
      count += 1;
    }
    edges.start[row + 1] = count;
  }
  return { start: edges.start, second: edges.second.slice(0, count), weights: edges.weights.slice(0, count) };
}

function transposed({ start, column, weights }: Sparse): Sparse {
  const rowCount = start.length - 1;
  const turnedStart = new Int32Array(rowCount + 1);
  for (const row of column) turnedStart[row + 1] = (turnedStart[row + 1] as number) + 1;
  for (let row = 0; row < rowCount; row++) {
    turnedStart[row + 1] = (turnedStart[row + 1] as number) + (turnedStart[row] as number);
  }
  const next = turnedStart.slice();
  const turnedColumn = new Int32Array(column.length);
  const turnedWeights = new Float64Array(column.length);
  for (let row = 0; row < rowCount; row++) {
    for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
      const turned = column[at] as number;
      const place = next[turned] as number;
      turnedColumn[place] = row;
      turnedWeights[place] = weights[at] as number;
      next[turned] = place + 1;
    }
  }
  return { start: turnedStart, column: turnedColumn, weights: turnedWeights };
}
