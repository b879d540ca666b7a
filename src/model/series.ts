/** Scalar series as columns, because every reader, rule and chart walks one column at a time. */

/**
 * Parallel columns of one scalar tag, all of the same length, in arrival order.
 * Steps are int64 as in the event file; wall times are seconds (usually since the epoch);
 * values are float64 and may be NaN or infinite.
 */
export interface ScalarColumns {
  readonly steps: BigInt64Array;
  readonly wallTimes: Float64Array;
  readonly values: Float64Array;
}

/**
 * Parallel columns that say where the non-scalar values of one tag lie in their event file.
 * A row points at one `Summary.Value` protobuf message; `itemCounts` is how many images,
 * audio clips or strings that value holds (1 where the notion does not apply).
 */
export interface BlobColumns {
  readonly steps: BigInt64Array;
  readonly wallTimes: Float64Array;
  /** Byte offset of the message in the file. */
  readonly offsets: Float64Array;
  /** Byte length of the message. */
  readonly lengths: Float64Array;
  readonly itemCounts: Uint32Array;
}

/** Steps as float64, exact up to ±2^53: for charts, which never need more. */
export function stepsAsNumbers(steps: BigInt64Array): Float64Array {
  const halves = new Int32Array(steps.buffer, steps.byteOffset, steps.length * 2);
  const out = new Float64Array(steps.length);
  for (let i = 0; i < out.length; i++) out[i] = halfPairAsNumber(halves, i);
  return out;
}

const TWO_TO_32 = 4_294_967_296;

function halfPairAsNumber(halves: Int32Array, index: number): number {
  const low = (halves[index * 2] ?? 0) >>> 0;
  return (halves[index * 2 + 1] ?? 0) * TWO_TO_32 + low;
}

/** An int64 step for JSON: a number while exact, otherwise its decimal digits. */
export function stepForJson(step: bigint): number | string {
  const asNumber = Number(step);
  return Number.isSafeInteger(asNumber) ? asNumber : step.toString();
}
