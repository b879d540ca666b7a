/** One line a full chunk of points, many lines a value, so that a far view reads few values and no points. */
import { type BucketRow, NON_FINITE_MASK, type ScalarColumns, stepsAsNumbers } from "../../model/index.ts";
import type { CacheDatabase } from "./database.ts";
import { chunkKey } from "./keys.ts";

/** A full chunk as one bucket of the bucket contract. */
export interface ChunkSummary {
  readonly count: number;
  readonly firstStep: number;
  readonly lastStep: number;
  readonly firstWallTime: number;
  readonly lastWallTime: number;
  /** Over the finite values; NaN without any. */
  readonly first: number;
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly minStep: number;
  readonly maxStep: number;
  /** See `NON_FINITE_MASK`. */
  readonly mask: number;
  /** No step is smaller than the one before it, so `firstStep` and `lastStep` bound the chunk. */
  readonly isMonotone: boolean;
}

/** Summaries a value: 6.5 KiB at most, read once for 65,280 points and written again with each chunk that fills. */
const BLOCK_SUMMARIES = 64;
const NUMBERS_A_SUMMARY = 13;
const BYTES_A_SUMMARY = NUMBERS_A_SUMMARY * Float64Array.BYTES_PER_ELEMENT;

/** Of at least one point: the one bucket that `bucketise` makes of them all, found without making columns. */
export function summaryOf({ steps, wallTimes, values }: ScalarColumns): ChunkSummary {
  const count = values.length;
  return {
    count,
    firstWallTime: wallTimes[0] ?? Number.NaN,
    lastWallTime: wallTimes[count - 1] ?? Number.NaN,
    ...summaryOfSteps(steps),
    ...summaryOfValues(values, steps),
  };
}

function summaryOfSteps(steps: BigInt64Array): Pick<ChunkSummary, "firstStep" | "lastStep" | "isMonotone"> {
  const numbers = stepsAsNumbers(steps);
  let isMonotone = true;
  for (let row = 1; row < numbers.length; row++) {
    if ((numbers[row] ?? 0) < (numbers[row - 1] ?? 0)) isMonotone = false;
  }
  return { firstStep: numbers[0] ?? Number.NaN, lastStep: numbers.at(-1) ?? Number.NaN, isMonotone };
}

function maskOfNonFinite(value: number): number {
  if (Number.isNaN(value)) return NON_FINITE_MASK.nan;
  return value > 0 ? NON_FINITE_MASK.plusInfinity : NON_FINITE_MASK.minusInfinity;
}

type SummaryOfValues = Pick<ChunkSummary, "first" | "last" | "min" | "max" | "minStep" | "maxStep" | "mask">;

/** Of equal extremes the earlier one stays. */
function summaryOfValues(values: Float64Array, steps: BigInt64Array): SummaryOfValues {
  let first = -1;
  let last = -1;
  let minAt = -1;
  let maxAt = -1;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let mask = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (value - value !== 0) {
      mask |= maskOfNonFinite(value);
      continue;
    }
    if (first < 0) first = row;
    last = row;
    if (value < min) {
      min = value;
      minAt = row;
    }
    if (value > max) {
      max = value;
      maxAt = row;
    }
  }
  const valueAt = (row: number) => values[row] ?? Number.NaN;
  const stepAt = (row: number) => Number(steps[row] ?? Number.NaN);
  return {
    ...{ first: valueAt(first), last: valueAt(last), min: valueAt(minAt), max: valueAt(maxAt) },
    ...{ minStep: stepAt(minAt), maxStep: stepAt(maxAt), mask },
  };
}

/** The row that the chunk is, where it lies in one bucket as a whole. */
export function asBucket(summary: ChunkSummary): BucketRow {
  return {
    firstSteps: summary.firstStep,
    lastSteps: summary.lastStep,
    firstWallTimes: summary.firstWallTime,
    lastWallTimes: summary.lastWallTime,
    firsts: summary.first,
    lasts: summary.last,
    mins: summary.min,
    maxs: summary.max,
    minSteps: summary.minStep,
    maxSteps: summary.maxStep,
    counts: summary.count,
    masks: summary.mask,
  };
}

/** Adds the summaries of chunks `from` on, which are the last of their series, in the open transaction. */
export function appendSummaries(
  { scalarSummaries }: CacheDatabase,
  key: Buffer,
  added: { readonly from: number; readonly summaries: readonly ChunkSummary[] },
): void {
  const rows = added.summaries.map(encoded);
  for (let index = added.from; rows.length > 0; ) {
    const inBlock = index % BLOCK_SUMMARIES;
    const blockKey = chunkKey(key, Math.floor(index / BLOCK_SUMMARIES));
    const before = inBlock === 0 ? [] : [scalarSummaries.get(blockKey) ?? Buffer.alloc(0)];
    const some = rows.splice(0, BLOCK_SUMMARIES - inBlock);
    scalarSummaries.putSync(blockKey, Buffer.concat([...before, ...some]));
    index += some.length;
  }
}

/** The summaries of the first `count` chunks, all of them full. */
export function readSummaries(
  { scalarSummaries }: CacheDatabase,
  key: Buffer,
  count: number,
): ChunkSummary[] {
  const summaries: ChunkSummary[] = [];
  for (let block = 0; summaries.length < count; block++) {
    const bytes = scalarSummaries.get(chunkKey(key, block));
    if (bytes === undefined)
      throw new Error(`The cache misses summaries ${block} of a series that counts them.`);
    const numbers = new Float64Array(Uint8Array.from(bytes).buffer);
    const inBlock = Math.min(numbers.length / NUMBERS_A_SUMMARY, count - summaries.length);
    for (let row = 0; row < inBlock; row++) summaries.push(decodedAt(numbers, row * NUMBERS_A_SUMMARY));
  }
  return summaries;
}

function encoded(summary: ChunkSummary): Buffer {
  const { count, firstStep, lastStep, firstWallTime, lastWallTime, mask, isMonotone } = summary;
  const { first, last, min, max, minStep, maxStep } = summary;
  const numbers = Float64Array.of(
    ...[count, firstStep, lastStep, firstWallTime, lastWallTime],
    ...[first, last, min, max, minStep, maxStep],
    ...[mask, isMonotone ? 1 : 0],
  );
  return Buffer.from(numbers.buffer, 0, BYTES_A_SUMMARY);
}

function decodedAt(numbers: Float64Array, at: number): ChunkSummary {
  const number = (place: number) => numbers[at + place] ?? Number.NaN;
  return {
    count: number(0),
    firstStep: number(1),
    lastStep: number(2),
    firstWallTime: number(3),
    lastWallTime: number(4),
    first: number(5),
    last: number(6),
    min: number(7),
    max: number(8),
    minStep: number(9),
    maxStep: number(10),
    mask: number(11),
    isMonotone: number(12) === 1,
  };
}
