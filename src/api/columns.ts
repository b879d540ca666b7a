/** Binary answers: a JSON header followed by typed columns, because a million numbers are not text. */
import {
  BYTES_OF_FORM,
  densestCounts,
  densestFloats,
  restoredCounts,
  restoredFloats,
  type Stored,
  type StoredArray,
  type StoredForm,
} from "./dense-columns.ts";

export type Column = Float64Array | Uint32Array | Uint8Array;
export type ColumnSet = Readonly<Record<string, Column>>;

interface Envelope {
  readonly header: unknown;
  readonly columns: readonly {
    readonly name: string;
    /** What the column is, and the form of fewest bytes that it is sent in. */
    readonly type: ColumnType;
    readonly form: StoredForm;
    readonly length: number;
  }[];
}

type ColumnType = "f64" | "u32" | "u8";

const ALIGNMENT = 8;
/** Stays below every engine's limit of arguments to one call. */
const CHARACTERS_PER_CALL = 8192;

/**
 * Layout: uint32 LE length of the envelope, the envelope (JSON in ASCII, padded with spaces so that
 * the columns start at a multiple of 8), then the columns in order, each padded to 8 bytes.
 * Columns are in the machine's byte order, which is little-endian wherever this runs.
 */
export function packColumns(header: unknown, columns: ColumnSet): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(columns).map(([name, column]) => ({
    name,
    column,
    stored: storedOf(column),
  }));
  const envelope: Envelope = {
    header,
    columns: entries.map(({ name, column, stored }) => ({
      name,
      type: typeOf(column),
      form: stored.form,
      length: column.length,
    })),
  };
  const text = asciiJson(envelope);
  const textLength = aligned(4 + text.length) - 4;
  const total = entries.reduce((sum, { stored }) => sum + aligned(stored.data.byteLength), 4 + textLength);
  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setUint32(0, textLength, true);
  bytes.fill(" ".charCodeAt(0), 4, 4 + textLength);
  for (let i = 0; i < text.length; i++) bytes[4 + i] = text.charCodeAt(i);
  let at = 4 + textLength;
  for (const { stored } of entries) {
    const { buffer, byteOffset, byteLength } = stored.data;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes;
}

/** Undoes `packColumns`; columns may be views on `buffer`. Throws `RangeError` on a short buffer. */
export function unpackColumns(buffer: ArrayBuffer): { header: unknown; columns: Record<string, Column> } {
  const textLength = new DataView(buffer).getUint32(0, true);
  // The envelope was made by packColumns of the same version: server and page are one package.
  const envelope = JSON.parse(asciiText(new Uint8Array(buffer, 4, textLength))) as Envelope;
  const columns: [string, Column][] = [];
  let at = 4 + textLength;
  for (const { name, type, form, length } of envelope.columns) {
    columns.push([name, restored(type, { form, data: viewOfForm(form, buffer, { at, length }) })]);
    at += aligned(length * BYTES_OF_FORM[form]);
  }
  return { header: envelope.header, columns: Object.fromEntries(columns) };
}

/** Byte strings of unequal length as one answer: `offsets` has one entry more than there are parts. */
export function packBlobs(header: unknown, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const offsets = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + part.length;
  });
  const bytes = new Uint8Array(offsets[parts.length] ?? 0);
  parts.forEach((part, i) => {
    bytes.set(part, offsets[i] ?? 0);
  });
  return packColumns(header, { offsets, bytes });
}

export function unpackBlobs(buffer: ArrayBuffer): { header: unknown; parts: Uint8Array[] } {
  const { header, columns } = unpackColumns(buffer);
  const { offsets, bytes } = columns;
  if (!(offsets instanceof Uint32Array) || !(bytes instanceof Uint8Array))
    throw new RangeError("not packed blobs");
  const parts: Uint8Array[] = [];
  for (let i = 0; i + 1 < offsets.length; i++) parts.push(bytes.subarray(offsets[i], offsets[i + 1]));
  return { header, parts };
}

function typeOf(column: Column): ColumnType {
  if (column instanceof Float64Array) return "f64";
  return column instanceof Uint32Array ? "u32" : "u8";
}

function storedOf(column: Column): Stored {
  if (column instanceof Float64Array) return densestFloats(column);
  return column instanceof Uint32Array ? densestCounts(column) : { form: "u8", data: column };
}

function restored(type: ColumnType, stored: Stored): Column {
  switch (type) {
    case "f64":
      return restoredFloats(stored);
    case "u32":
      return restoredCounts(stored);
    case "u8":
      return new Uint8Array(stored.data.buffer, stored.data.byteOffset, stored.data.byteLength);
  }
}

const ARRAY_OF_FORM = {
  f64: Float64Array,
  f32: Float32Array,
  d8: Int8Array,
  d16: Int16Array,
  d32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
} as const satisfies Readonly<Record<StoredForm, unknown>>;

function viewOfForm(
  form: StoredForm,
  buffer: ArrayBuffer,
  place: { at: number; length: number },
): StoredArray {
  return new ARRAY_OF_FORM[form](buffer, place.at, place.length);
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function asciiText(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += CHARACTERS_PER_CALL) {
    text += String.fromCharCode(...bytes.subarray(i, i + CHARACTERS_PER_CALL));
  }
  return text;
}
