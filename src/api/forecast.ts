/** Forecasts each number of a column from the one before or from another column, and takes the difference as a whole number. */

/** "whole": integers once multiplied by a power of two. "single": float32, numbered in order of size. */
export type NumberKind = "whole" | "single";

export interface Forecast {
  readonly kind: NumberKind;
  /** Of "whole": what the numbers were multiplied by. */
  readonly scale: number;
  /** Of "whole": added to the forecast, after scaling. */
  readonly stride: number;
  /** The forecast of each entry; null: the entry before it, and 0 for the first. */
  readonly base: Float64Array | null;
}

/** Parallel columns, one entry a number. */
export interface Differences {
  readonly forecast: Forecast;
  /** 0: exactly as forecast. Odd where the number is smaller than its forecast, so that small differences are small. */
  readonly values: Uint32Array;
  /** Bits that the difference needs; `NEVER` where there is none. */
  readonly bits: Uint8Array;
}

/** More bits than any difference has. */
const NEVER = 33;
const WORD_BITS = 32;
/** Half of the 32-bit range, either way from the forecast. */
const FARTHEST = 2 ** 31 - 1;
/** Wall times from 2004 to 2038 are whole multiples of this part of a second: the spacing of float64 between 2³⁰ and 2³¹. */
const CLOCK_SCALE = 2 ** 22;
/** A kind is tried where all but this share of the numbers are of it. */
const SHARE_OF_EXCEPTIONS = 1 / 8;

export function differencesFrom(column: Float64Array, base: Float64Array | null): Differences {
  const expected = base ?? entriesBefore(column);
  const scale = wholeScaleOf(column);
  if (scale === null)
    return singleDifferences(column, expected, { kind: "single", scale: 1, stride: 0, base });
  const row = base === null ? 1 : 0;
  const first = ((column[row] ?? 0) - (expected[row] ?? 0)) * scale;
  const stride = Number.isSafeInteger(first) ? first : 0;
  return wholeDifferences(column, expected, { kind: "whole", scale, stride, base });
}

function entriesBefore(column: Float64Array): Float64Array {
  const before = new Float64Array(column.length);
  if (column.length > 1) before.set(column.subarray(0, -1), 1);
  return before;
}

/** null where the numbers are better taken as float32. */
function wholeScaleOf(column: Float64Array): number | null {
  if (isMostlyWhole(column, 1)) return 1;
  return !isMostlySingle(column) && isMostlyWhole(column, CLOCK_SCALE) ? CLOCK_SCALE : null;
}

function isMostlyWhole(column: Float64Array, scale: number): boolean {
  let left = column.length * SHARE_OF_EXCEPTIONS;
  for (let row = 0; row < column.length && left >= 0; row++) {
    if (!Number.isSafeInteger((column[row] ?? 0) * scale)) left -= 1;
  }
  return left >= 0;
}

/** All NaN are one value here, as everywhere else on the page. */
function isMostlySingle(column: Float64Array): boolean {
  let left = column.length * SHARE_OF_EXCEPTIONS;
  for (let row = 0; row < column.length && left >= 0; row++) {
    const value = column[row] ?? 0;
    if (Math.fround(value) !== value && !Number.isNaN(value)) left -= 1;
  }
  return left >= 0;
}

function wholeDifferences(column: Float64Array, expected: Float64Array, forecast: Forecast): Differences {
  const { scale, stride } = forecast;
  const values = new Uint32Array(column.length);
  const bits = new Uint8Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const scaled = (column[row] ?? 0) * scale;
    const guess = (expected[row] ?? 0) * scale + stride;
    const difference = scaled - (Number.isSafeInteger(guess) ? guess : 0);
    if (difference === 0 && scaled !== 0) continue;
    const isWhole = Number.isSafeInteger(scaled) && !Object.is(scaled, -0);
    if (!isWhole || Math.abs(difference) > FARTHEST) {
      bits[row] = NEVER;
      continue;
    }
    const folded = difference < 0 ? -2 * difference - 1 : 2 * difference;
    values[row] = folded;
    bits[row] = WORD_BITS - Math.clz32(folded);
  }
  return { forecast, values, bits };
}

function singleDifferences(column: Float64Array, expected: Float64Array, forecast: Forecast): Differences {
  const values = new Uint32Array(column.length);
  const bits = new Uint8Array(column.length);
  const singles = new Float32Array(column);
  const places = new Int32Array(singles.buffer);
  const guesses = new Int32Array(new Float32Array(expected).buffer);
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? 0;
    if (Object.is(value, expected[row])) continue;
    const difference = (placeOf(places[row] ?? 0) - placeOf(guesses[row] ?? 0)) | 0;
    const isSingle = singles[row] === value || Number.isNaN(value);
    // 0 would read as the forecast itself, of which this is only the nearest float32.
    if (!isSingle || difference === 0) {
      bits[row] = NEVER;
      continue;
    }
    const folded = ((difference << 1) ^ (difference >> 31)) >>> 0;
    values[row] = folded;
    bits[row] = WORD_BITS - Math.clz32(folded);
  }
  return { forecast, values, bits };
}

export interface Given {
  readonly differences: Uint32Array;
  /** Entries that are given as they are, by increasing row. */
  readonly exceptions: { readonly rows: Uint32Array; readonly values: Float64Array };
}

/** Undoes `differencesFrom`. */
export function restoredFrom(forecast: Forecast, { differences, exceptions }: Given): Float64Array {
  const column = new Float64Array(differences.length);
  const restore = forecast.kind === "whole" ? restoreWhole : restoreSingle;
  let from = 0;
  exceptions.rows.forEach((row, i) => {
    restore(column, { forecast, differences, from, to: row });
    column[row] = exceptions.values[i] ?? 0;
    from = row + 1;
  });
  restore(column, { forecast, differences, from, to: column.length });
  return column;
}

interface Stretch {
  readonly forecast: Forecast;
  readonly differences: Uint32Array;
  readonly from: number;
  readonly to: number;
}

function restoreWhole(column: Float64Array, { forecast, differences, from, to }: Stretch): void {
  const { base, scale, stride } = forecast;
  let before = column[from - 1] ?? 0;
  for (let row = from; row < to; row++) {
    const guess = (base === null ? before : (base[row] ?? 0)) * scale + stride;
    const folded = differences[row] ?? 0;
    const difference = (folded & 1) === 0 ? folded / 2 : -(folded + 1) / 2;
    before = ((Number.isSafeInteger(guess) ? guess : 0) + difference) / scale;
    column[row] = before;
  }
}

const SINGLE = new Float32Array(1);
const SINGLE_BITS = new Int32Array(SINGLE.buffer);

function restoreSingle(column: Float64Array, { forecast, differences, from, to }: Stretch): void {
  const { base } = forecast;
  let before = column[from - 1] ?? 0;
  for (let row = from; row < to; row++) {
    const guess = base === null ? before : (base[row] ?? 0);
    const folded = differences[row] ?? 0;
    before = guess;
    if (folded !== 0) {
      SINGLE[0] = guess;
      const place = placeOf(SINGLE_BITS[0] ?? 0) + ((folded >>> 1) ^ -(folded & 1));
      // The numbering is its own inverse.
      SINGLE_BITS[0] = placeOf(place | 0);
      before = SINGLE[0] ?? 0;
    }
    column[row] = before;
  }
}

const ALL_BUT_SIGN = 0x7fffffff;

/** The number of a float32, given by its bits, among all float32 in order of size: neighbours differ by 1. */
function placeOf(bits: number): number {
  return bits < 0 ? bits ^ ALL_BUT_SIGN : bits;
}
