/** Binary answers: a JSON header followed by typed columns, because a million numbers are not text. */

export type Column = Float64Array | Uint32Array | Uint8Array;
export type ColumnSet = Readonly<Record<string, Column>>;

interface Envelope {
  readonly header: unknown;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly length: number }[];
}

type ColumnType = "f64" | "u32" | "u8";

const ALIGNMENT = 8;
const BYTES_PER_ITEM: Record<ColumnType, number> = { f64: 8, u32: 4, u8: 1 };
/** Stays below every engine's limit of arguments to one call. */
const CHARACTERS_PER_CALL = 8192;

/**
 * Layout: uint32 LE length of the envelope, the envelope (JSON in ASCII, padded with spaces so that
 * the columns start at a multiple of 8), then the columns in order, each padded to 8 bytes.
 * Columns are in the machine's byte order, which is little-endian wherever this runs.
 */
export function packColumns(header: unknown, columns: ColumnSet): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(columns);
  const envelope: Envelope = {
    header,
    columns: entries.map(([name, column]) => ({ name, type: typeOf(column), length: column.length })),
  };
  const text = asciiJson(envelope);
  const textLength = aligned(4 + text.length) - 4;
  const total = entries.reduce((sum, [, column]) => sum + aligned(column.byteLength), 4 + textLength);
  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setUint32(0, textLength, true);
  bytes.fill(" ".charCodeAt(0), 4, 4 + textLength);
  for (let i = 0; i < text.length; i++) bytes[4 + i] = text.charCodeAt(i);
  let at = 4 + textLength;
  for (const [, column] of entries) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += aligned(column.byteLength);
  }
  return bytes;
}

/** Undoes `packColumns`; the columns are views on `buffer`. Throws `RangeError` on a short buffer. */
export function unpackColumns(buffer: ArrayBuffer): { header: unknown; columns: Record<string, Column> } {
  const textLength = new DataView(buffer).getUint32(0, true);
  // The envelope was made by packColumns of the same version: server and page are one package.
  const envelope = JSON.parse(asciiText(new Uint8Array(buffer, 4, textLength))) as Envelope;
  const columns: Record<string, Column> = {};
  let at = 4 + textLength;
  for (const { name, type, length } of envelope.columns) {
    columns[name] = viewColumn(type, buffer, at, length);
    at += aligned(length * BYTES_PER_ITEM[type]);
  }
  return { header: envelope.header, columns };
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

function viewColumn(type: ColumnType, buffer: ArrayBuffer, at: number, length: number): Column {
  switch (type) {
    case "f64":
      return new Float64Array(buffer, at, length);
    case "u32":
      return new Uint32Array(buffer, at, length);
    case "u8":
      return new Uint8Array(buffer, at, length);
  }
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
