/** Sends a column as what it differs from a forecast by, in few bits, and gives back exactly the same numbers. */
import { packBits, unpackBits, wordsFor } from "./bit-packing.ts";
import {
  type Differences,
  differencesFrom,
  type Forecast,
  type NumberKind,
  restoredFrom,
} from "./forecast.ts";

/** How the bytes of a column are to be read. */
export interface Packing {
  /** "double": no forecast holds, the column is float64 as it is. */
  readonly kind: NumberKind | "double";
  /** See `Forecast`. */
  readonly scale: number;
  readonly stride: number;
  /** Of each difference. */
  readonly bits: number;
  /** Differences that are there: all; or fewer, and then a bit for each entry says whether it has one or is as forecast. */
  readonly slots: number;
  /** Entries that are given as they are. */
  readonly exceptions: number;
}

/** Bits of an exception: a float64 and the number of its row. */
const EXCEPTION_BITS = 96;
const DOUBLE_BITS = 64;
const MOST_BITS = 32;

export function packColumn(
  column: Float64Array,
  base: Float64Array | null,
): { packing: Packing; bytes: Uint8Array } {
  const differences = differencesFrom(column, base);
  const plan = cheapestPlan(differences);
  const { kind, scale, stride } = differences.forecast;
  if (plan.cost >= column.length * DOUBLE_BITS) {
    const packing = { kind: "double", scale: 1, stride: 0, bits: 0, slots: 0, exceptions: 0 } as const;
    return { packing, bytes: new Uint8Array(column.buffer, column.byteOffset, column.byteLength) };
  }
  const { bits, isSparse } = plan;
  const exceptions: number[] = [];
  const kept = new Uint32Array(column.length);
  const hasSlot = new Uint32Array(isSparse ? column.length : 0);
  let slots = 0;
  for (let row = 0; row < column.length; row++) {
    const isException = (differences.bits[row] ?? 0) > bits;
    if (isException) exceptions.push(row);
    const value = isException ? 0 : (differences.values[row] ?? 0);
    if (isSparse && value === 0) continue;
    if (isSparse) hasSlot[row] = 1;
    kept[slots++] = value;
  }
  const words = [packBits(hasSlot, hasSlot.length, 1), packBits(kept, slots, bits)];
  return {
    packing: { kind, scale, stride, bits, slots, exceptions: exceptions.length },
    bytes: laidOut(column, exceptions, words),
  };
}

/** First the exceptions' values, then their rows, then the words. */
function laidOut(
  column: Float64Array,
  exceptions: readonly number[],
  words: readonly Uint32Array[],
): Uint8Array {
  const rows = Uint32Array.from(exceptions);
  const values = Float64Array.from(exceptions, (row) => column[row] ?? 0);
  const parts = [values, rows, ...words];
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** Undoes `packColumn`: `bytes` begin at a multiple of 8, `base` is the same. */
export function unpackColumn(
  packing: Packing,
  bytes: Uint8Array,
  { rows, base }: { readonly rows: number; readonly base: Float64Array | null },
): Float64Array {
  const { kind, scale, stride, bits, slots, exceptions } = packing;
  const { buffer, byteOffset } = bytes;
  if (kind === "double") return new Float64Array(buffer, byteOffset, rows);
  const values = new Float64Array(buffer, byteOffset, exceptions);
  const exceptionRows = new Uint32Array(buffer, byteOffset + values.byteLength, exceptions);
  const words = new Uint32Array(buffer, byteOffset + values.byteLength + exceptionRows.byteLength);
  const forecast: Forecast = { kind, scale, stride, base };
  return restoredFrom(forecast, {
    differences: slots === rows ? unpackBits(words, rows, bits) : spread(words, { rows, slots, bits }),
    exceptions: { rows: exceptionRows, values },
  });
}

function spread(
  words: Uint32Array,
  { rows, slots, bits }: { readonly rows: number; readonly slots: number; readonly bits: number },
): Uint32Array {
  const hasSlot = unpackBits(words, rows, 1);
  const kept = unpackBits(words.subarray(wordsFor(rows, 1)), slots, bits);
  const out = new Uint32Array(rows);
  let slot = 0;
  for (let row = 0; row < rows; row++) if (hasSlot[row] === 1) out[row] = kept[slot++] ?? 0;
  return out;
}

interface Plan {
  readonly bits: number;
  readonly isSparse: boolean;
  /** In bits. */
  readonly cost: number;
}

/** The width of differences that costs least, what needs more being an exception. */
function cheapestPlan({ values, bits: bitsOf }: Differences): Plan {
  const counts = new Uint32Array(MOST_BITS + 2);
  for (let row = 0; row < values.length; row++) {
    const bits = bitsOf[row] ?? 0;
    counts[bits] = (counts[bits] ?? 0) + 1;
  }
  const rows = values.length;
  const zeros = counts[0] ?? 0;
  let fitting = 0;
  let best: Plan = { bits: 0, isSparse: false, cost: Number.POSITIVE_INFINITY };
  for (let bits = 0; bits <= MOST_BITS; bits++) {
    fitting += counts[bits] ?? 0;
    const exceptions = EXCEPTION_BITS * (rows - fitting);
    const dense = rows * bits + exceptions;
    const sparse = rows + (fitting - zeros) * bits + exceptions;
    if (dense < best.cost) best = { bits, isSparse: false, cost: dense };
    // Were every entry to have a slot, it would read as dense.
    if (sparse < best.cost && fitting - zeros < rows) best = { bits, isSparse: true, cost: sparse };
  }
  return best;
}
