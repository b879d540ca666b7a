/** Sums of a kernel over pairs of samples, and the discrepancy between two laws that they estimate. */
import { type Progress, partOf } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { type PairBlock, visitProducts, visitSquaredDistances } from "./pairwise.ts";

/** A similarity of two samples, as a function of their dot product or of their squared distance. */
export interface Kernel {
  readonly over: "products" | "squared distances";
  readonly of: (value: number) => number;
}

const CUBIC_DEGREE = 3;

/** (⟨x, y⟩ / featureCount + 1)³: the kernel of KID. */
export function cubicKernel(featureCount: number): Kernel {
  return { over: "products", of: (product) => (product / featureCount + 1) ** CUBIC_DEGREE };
}

/** exp(−‖x − y‖² / 2σ²). */
export function gaussianKernel(sigma: number): Kernel {
  return { over: "squared distances", of: (squared) => Math.exp(-squared / (2 * sigma * sigma)) };
}

interface PairSums {
  readonly offDiagonal: number;
  readonly diagonal: number;
}

export interface Discrepancy {
  /** The U-statistic: unbiased, so 0 in the mean for one law and sometimes below it. */
  readonly unbiased: number;
  /** The V-statistic, pairs of a sample with itself included: never below 0 but for rounding. */
  readonly biased: number;
  /** The mean of the V-statistic for samples of one law. */
  readonly biasedChance: number;
}

/** Squared maximum mean discrepancy (Gretton et al. 2012, eq. 3 and 5) of two sets of at least 2 samples. */
export function discrepancyOf(
  { real, fake }: { readonly real: SampleMatrix; readonly fake: SampleMatrix },
  kernel: Kernel,
  onProgress: Progress,
): Discrepancy {
  const [n, m] = [real.sampleCount, fake.sampleCount];
  const third = 1 / 3;
  const ofReal = sumsWithin(real, kernel, partOf(onProgress, 0, third));
  const ofFake = sumsWithin(fake, kernel, partOf(onProgress, third, 2 * third));
  const across = sumAcross(real, fake, { kernel, onProgress: partOf(onProgress, 2 * third, 1) }) / (n * m);
  const [realMean, fakeMean] = [ofReal.offDiagonal / (n * (n - 1)), ofFake.offDiagonal / (m * (m - 1))];
  const [realSelf, fakeSelf] = [ofReal.diagonal / n, ofFake.diagonal / m];
  return {
    unbiased: realMean + fakeMean - 2 * across,
    biased:
      (ofReal.offDiagonal + ofReal.diagonal) / n ** 2 +
      (ofFake.offDiagonal + ofFake.diagonal) / m ** 2 -
      2 * across,
    biasedChance: (realSelf - realMean) / n + (fakeSelf - fakeMean) / m,
  };
}

function sumsWithin(samples: SampleMatrix, kernel: Kernel, onProgress: Progress): PairSums {
  let [below, diagonal] = [0, 0];
  visitKernel({ rows: samples, columns: samples, lowerOnly: true, onProgress }, kernel, (block) => {
    for (let row = block.rows.first; row < block.rows.end; row++) {
      const from = (row - block.rows.first) * block.stride - block.columns.first;
      const end = Math.min(row, block.columns.end);
      for (let column = block.columns.first; column < end; column++) {
        below += kernel.of(block.values[from + column] ?? Number.NaN);
      }
      if (row < block.columns.end) diagonal += kernel.of(block.values[from + row] ?? Number.NaN);
    }
  });
  return { offDiagonal: 2 * below, diagonal };
}

function sumAcross(
  rows: SampleMatrix,
  columns: SampleMatrix,
  { kernel, onProgress }: { kernel: Kernel; onProgress: Progress },
): number {
  let sum = 0;
  visitKernel({ rows, columns, onProgress }, kernel, (block) => {
    for (let row = block.rows.first; row < block.rows.end; row++) {
      const from = (row - block.rows.first) * block.stride - block.columns.first;
      for (let column = block.columns.first; column < block.columns.end; column++) {
        sum += kernel.of(block.values[from + column] ?? Number.NaN);
      }
    }
  });
  return sum;
}

/** The kernel of all pairs of one set, row-major [sampleCount × sampleCount], in single precision. */
export function kernelTable(samples: SampleMatrix, kernel: Kernel): Float32Array {
  const count = samples.sampleCount;
  const table = new Float32Array(count * count);
  visitKernel({ rows: samples, columns: samples, lowerOnly: true }, kernel, (block) => {
    for (let row = block.rows.first; row < block.rows.end; row++) {
      const from = (row - block.rows.first) * block.stride - block.columns.first;
      for (let column = block.columns.first; column < Math.min(row + 1, block.columns.end); column++) {
        const value = kernel.of(block.values[from + column] ?? Number.NaN);
        table[row * count + column] = value;
        table[column * count + row] = value;
      }
    }
  });
  return table;
}

function visitKernel(
  request: Parameters<typeof visitProducts>[0],
  kernel: Kernel,
  visit: (block: PairBlock) => void,
): void {
  const visitPairs = kernel.over === "products" ? visitProducts : visitSquaredDistances;
  visitPairs(request, visit);
}
