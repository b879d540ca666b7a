/** How often a discrepancy as large comes about when the labels of real and generated are drawn by lot. */
import { seededRandom, shuffledOrder } from "../random-source.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { type Kernel, kernelTable } from "./kernel-sums.ts";

export interface PermutationRequest {
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
  readonly kernel: Kernel;
  /** How many times labels are drawn. */
  readonly permutations: number;
  readonly seed: number;
}

/**
 * The p-value (1 + number of draws at least as large) / (1 + draws) of the unbiased discrepancy. Keeps the kernel of all
 * pairs: 4·(n + m)² bytes. Source: Gretton et al. 2012, §5; Phipson & Smyth 2010 for the added 1.
 */
export function permutationPValue({ real, fake, kernel, permutations, seed }: PermutationRequest): number {
  const count = real.sampleCount + fake.sampleCount;
  const values = new Float64Array(real.values.length + fake.values.length);
  values.set(real.values);
  values.set(fake.values, real.values.length);
  const table = kernelTable({ sampleCount: count, featureCount: real.featureCount, values }, kernel);
  const rowSums = rowSumsOffDiagonal(table, count);
  const total = rowSums.reduce((sum, one) => sum + one, 0);
  const statisticOf = (order: Uint32Array) => {
    const [n, m] = [real.sampleCount, fake.sampleCount];
    const first = order.subarray(0, n).sort();
    const within = sumWithin(table, count, first);
    let across = -within;
    for (const sample of first) across += rowSums[sample] ?? Number.NaN;
    const rest = total - within - 2 * across;
    return within / (n * (n - 1)) + rest / (m * (m - 1)) - (2 * across) / (n * m);
  };
  const observed = statisticOf(Uint32Array.from({ length: count }, (_, place) => place));
  const random = seededRandom(seed);
  let atLeast = 1;
  for (let draw = 0; draw < permutations; draw++) {
    if (statisticOf(shuffledOrder(count, random)) >= observed) atLeast++;
  }
  return atLeast / (1 + permutations);
}

function rowSumsOffDiagonal(table: Float32Array, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = -(table[row * count + row] ?? Number.NaN);
    for (let at = row * count; at < (row + 1) * count; at++) sum += table[at] ?? Number.NaN;
    return sum;
  });
}

/** Over ordered pairs of different samples. */
function sumWithin(table: Float32Array, count: number, samples: Uint32Array): number {
  let sum = 0;
  for (let row = 1; row < samples.length; row++) {
    // `as number`: within bounds by construction, in a loop over all pairs of every draw.
    const from = (samples[row] as number) * count;
    for (let column = 0; column < row; column++) sum += table[from + (samples[column] as number)] as number;
  }
  return 2 * sum;
}
