/** Sends numbers in as few bytes as bring them back exactly: logged values are mostly float32, steps mostly even. */

/** How a column lies on the wire: as it is, as float32, as differences to the entry before, or as smaller integers. */
export type StoredForm = "f64" | "f32" | "d8" | "d16" | "d32" | "u32" | "u16" | "u8";

export type StoredArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint32Array
  | Uint16Array
  | Uint8Array;

export const BYTES_OF_FORM: Readonly<Record<StoredForm, number>> = {
  f64: 8,
  f32: 4,
  d8: 1,
  d16: 2,
  d32: 4,
  u32: 4,
  u16: 2,
  u8: 1,
};

export interface Stored {
  readonly form: StoredForm;
  readonly data: StoredArray;
}

/** The form of fewest bytes among those that lose nothing, not even the sign of zero. */
export function densestFloats(column: Float64Array): Stored {
  const largest = largestDifference(column);
  if (largest < 2 ** 7) return { form: "d8", data: differencesInto(new Int8Array(column.length), column) };
  if (largest < 2 ** 15) return { form: "d16", data: differencesInto(new Int16Array(column.length), column) };
  if (areFloat32(column)) return { form: "f32", data: Float32Array.from(column) };
  if (largest < 2 ** 31) return { form: "d32", data: differencesInto(new Int32Array(column.length), column) };
  return { form: "f64", data: column };
}

export function densestCounts(column: Uint32Array): Stored {
  let largest = 0;
  for (let i = 0; i < column.length; i++) largest = Math.max(largest, column[i] ?? 0);
  if (largest < 2 ** 8) return { form: "u8", data: Uint8Array.from(column) };
  return largest < 2 ** 16 ? { form: "u16", data: Uint16Array.from(column) } : { form: "u32", data: column };
}

/** Undoes `densestFloats`. */
export function restoredFloats({ form, data }: Stored): Float64Array {
  if (data instanceof Float64Array) return data;
  const out = Float64Array.from(data);
  if (form === "f32") return out;
  let value = 0;
  for (let i = 0; i < out.length; i++) {
    value += out[i] ?? 0;
    out[i] = value;
  }
  return out;
}

/** Undoes `densestCounts`. */
export function restoredCounts({ data }: Stored): Uint32Array {
  return data instanceof Uint32Array ? data : Uint32Array.from(data);
}

/** Infinite where an entry is not a whole number, or too large for its differences to be exact. */
function largestDifference(column: Float64Array): number {
  let largest = 0;
  let before = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] ?? 0;
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, Math.abs(value - before));
    before = value;
  }
  return largest;
}

function differencesInto<T extends Int8Array | Int16Array | Int32Array>(out: T, column: Float64Array): T {
  let before = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] ?? 0;
    out[i] = value - before;
    before = value;
  }
  return out;
}

/** All NaN are one value here, as everywhere else on the page. */
function areFloat32(column: Float64Array): boolean {
  for (let i = 0; i < column.length; i++) {
    const value = column[i] ?? 0;
    if (Math.fround(value) !== value && !Number.isNaN(value)) return false;
  }
  return true;
}
