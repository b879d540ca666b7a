/** Encodes pixels as PNG, because that is what TensorBoard's image summaries hold. */
import { ExplainedError } from "../model/index.ts";

/** Compresses to the zlib format (RFC 1950), as `deflateSync` of `node:zlib` does. */
export type Deflate = (bytes: Uint8Array) => Uint8Array;

/** `pixels` is [count × height × width × channels], row-major, 0–255; channels: 1 grey, 3 RGB, 4 RGBA. */
export interface ImageBatch {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly count: number;
  readonly pixels: Uint8Array;
}

/** PNG colour types (ISO/IEC 15948, table 11.1) by channel count. */
const COLOUR_TYPES: ReadonlyMap<number, number> = new Map([
  [1, 0],
  [3, 2],
  [4, 6],
]);
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const BITS_A_SAMPLE = 8;
const HEADER_BYTES = 13;
/** Length, type and checksum around a chunk's data. */
const CHUNK_OVERHEAD_BYTES = 12;
const CHUNK_DATA_OFFSET = 8;

/** One PNG file an image of the batch, in order. Throws `SDK_IMAGE_SHAPE` where shape and pixels disagree. */
export function encodePngs(batch: ImageBatch, deflate: Deflate): Uint8Array[] {
  const colourType = checkedColourType(batch);
  const header = chunk("IHDR", headerData(batch, colourType));
  const end = chunk("IEND", new Uint8Array(0));
  return Array.from({ length: batch.count }, (_, index) =>
    concatenate([SIGNATURE, header, chunk("IDAT", deflate(filteredRows(batch, index))), end]),
  );
}

function checkedColourType({ width, height, channels, count, pixels }: ImageBatch): number {
  const colourType = COLOUR_TYPES.get(channels);
  const expected = count * height * width * channels;
  if (colourType !== undefined && width > 0 && height > 0 && pixels.length === expected) return colourType;
  throw new ExplainedError({
    code: "SDK_IMAGE_SHAPE",
    what: `Got ${pixels.length} bytes for ${count} images of ${height} × ${width} × ${channels} (height × width × channels).`,
    why: `A PNG needs 1, 3 or 4 channels and all of its pixels; ${expected} bytes were expected.`,
    fix: "Pass pixels as [count × height × width × channels], one byte each, and check the order of the axes.",
  });
}

function headerData({ width, height }: ImageBatch, colourType: number): Uint8Array {
  const data = new Uint8Array(HEADER_BYTES);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data.set([BITS_A_SAMPLE, colourType], 8);
  return data;
}

/** The rows of one image, each behind a filter byte of 0 (none). */
function filteredRows({ width, height, channels, pixels }: ImageBatch, index: number): Uint8Array {
  const rowBytes = width * channels;
  const start = index * height * rowBytes;
  const out = new Uint8Array(height * (rowBytes + 1));
  for (let row = 0; row < height; row++) {
    const from = start + row * rowBytes;
    out.set(pixels.subarray(from, from + rowBytes), row * (rowBytes + 1) + 1);
  }
  return out;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length + CHUNK_OVERHEAD_BYTES);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < type.length; i++) out[4 + i] = type.charCodeAt(i);
  out.set(data, CHUNK_DATA_OFFSET);
  const checked = out.subarray(4, CHUNK_DATA_OFFSET + data.length);
  view.setUint32(CHUNK_DATA_OFFSET + data.length, checksum(checked));
  return out;
}

/** CRC-32 as PNG defines it (ISO/IEC 15948, annex D): reflected polynomial 0xEDB88320. */
const CHECKSUM_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  return remainder;
});

function checksum(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder = (CHECKSUM_TABLE[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);
  }
  return ~remainder >>> 0;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}
