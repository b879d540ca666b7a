/** Cells of similar samples: Lloyd's k-means, seeded. */
import { type Progress, unobserved } from "../progress.ts";
import { seededRandom, shuffledOrder } from "../random-source.ts";
import { rowsOf, type SampleMatrix } from "../sample-matrix.ts";
import { nearestNeighbours } from "./nearest-neighbours.ts";

export interface CellOptions {
  readonly cells: number;
  readonly seed: number;
  readonly rounds: number;
  readonly onProgress?: Progress;
}

/**
 * Centres of `cells` cells of `samples` [sampleCount × featureCount], from different samples drawn by `seed`, after
 * `rounds` of Lloyd's iteration or as soon as no sample changes its cell. A cell that loses all its samples keeps its
 * centre. Source: Lloyd 1982.
 */
export function cellCentres(samples: SampleMatrix, options: CellOptions): SampleMatrix {
  const { cells, seed, rounds, onProgress = unobserved } = options;
  const order = shuffledOrder(samples.sampleCount, seededRandom(seed));
  let centres = rowsOf(samples, order.subarray(0, cells));
  let assigned = new Int32Array(0);
  for (let round = 0; round < rounds; round++) {
    const cellOf = cellsOf(samples, centres);
    if (cellOf.length === assigned.length && cellOf.every((cell, at) => cell === assigned[at])) break;
    assigned = cellOf;
    centres = movedCentres(samples, cellOf, centres);
    onProgress((round + 1) / rounds);
  }
  return centres;
}

/** The nearest centre of each sample. */
export function cellsOf(samples: SampleMatrix, centres: SampleMatrix): Int32Array<ArrayBuffer> {
  return Int32Array.from(nearestNeighbours(samples, centres, { count: 1 }).places);
}

function movedCentres(samples: SampleMatrix, cellOf: Int32Array, centres: SampleMatrix): SampleMatrix {
  const { featureCount } = samples;
  const sums = new Float64Array(centres.values.length);
  const counts = countsOf(cellOf, centres.sampleCount);
  for (const [sample, cell] of cellOf.entries()) {
    for (let feature = 0; feature < featureCount; feature++) {
      const to = cell * featureCount + feature;
      sums[to] = (sums[to] ?? 0) + (samples.values[sample * featureCount + feature] ?? Number.NaN);
    }
  }
  const values = sums.map((sum, at) => {
    const count = counts[Math.floor(at / featureCount)] ?? 0;
    return count === 0 ? (centres.values[at] ?? Number.NaN) : sum / count;
  });
  return { ...centres, values };
}

/** How many samples each of `cells` cells has. */
export function countsOf(cellOf: Int32Array, cells: number): Uint32Array {
  const counts = new Uint32Array(cells);
  for (const cell of cellOf) counts[cell] = (counts[cell] ?? 0) + 1;
  return counts;
}
