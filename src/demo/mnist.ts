/** Reads handwritten digits from the idx format and sets some aside that are never trained on. */
import { gunzipSync } from "node:zlib";
import { ExplainedError } from "../sdk/index.ts";
import { SeededRandom, STREAMS } from "./seeded-random.ts";

/** Pixels along an edge. */
export const IMAGE_SIDE = 28;
export const PIXELS_AN_IMAGE = IMAGE_SIDE * IMAGE_SIDE;

/** idx: unsigned bytes (0x08) in three dimensions, big-endian sizes. */
const IDX_IMAGES_MAGIC = 0x00000803;
const IDX_HEADER_BYTES = 16;
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** `pixels` is [count × 28 × 28], row-major, 0 (paper) to 255 (ink). */
export interface Digits {
  readonly count: number;
  readonly pixels: Uint8Array;
}

/** Parses the bytes of an idx3-ubyte file, gzipped or not. Throws `DEMO_BAD_MNIST`; `path` is for its message. */
export function parseIdxImages(file: Uint8Array, path: string): Digits {
  const bytes = decompressed(file, path);
  if (bytes.length < IDX_HEADER_BYTES) throw badMnist(`it has ${bytes.length} bytes, too few`, path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [magic, count, height, width] = [0, 4, 8, 12].map((offset) => view.getUint32(offset)) as [
    number,
    number,
    number,
    number,
  ]; // four offsets give four numbers
  if (magic !== IDX_IMAGES_MAGIC) throw badMnist(`it begins with 0x${magic.toString(16)}`, path);
  if (height !== IMAGE_SIDE || width !== IMAGE_SIDE)
    throw badMnist(`its images are ${height} × ${width}`, path);
  const expected = IDX_HEADER_BYTES + count * PIXELS_AN_IMAGE;
  if (bytes.length !== expected)
    throw badMnist(`${count} images need ${expected} bytes, it has ${bytes.length}`, path);
  return { count, pixels: bytes.subarray(IDX_HEADER_BYTES) };
}

function decompressed(file: Uint8Array, path: string): Uint8Array {
  if (file[0] !== GZIP_MAGIC[0] || file[1] !== GZIP_MAGIC[1]) return file;
  try {
    return gunzipSync(file);
  } catch (cause) {
    throw badMnist("it cannot be decompressed", path, cause);
  }
}

function badMnist(problem: string, path: string, cause?: unknown): ExplainedError {
  return new ExplainedError({
    code: "DEMO_BAD_MNIST",
    what: `The digits could not be read: ${problem}.`,
    why: `The demo trains on idx3-ubyte files of ${IMAGE_SIDE} × ${IMAGE_SIDE} bytes an image, plain or gzipped.`,
    fix: "Install the package again; in a checkout, run `npm ci` and `npm run build`.",
    where: path,
    cause,
  });
}

/** Row numbers into `digits`. */
export interface DigitSplit {
  readonly digits: Digits;
  readonly trainingRows: Uint32Array;
  readonly heldOutRows: Uint32Array;
}

/** Of 60,000 digits 5,000 are held out, of 10,000 1,000; never more than a tenth. */
const HELD_OUT_COUNT = 5000;
const HELD_OUT_SHARE = 0.1;
/** The same digits are held out in every run, whatever its seed. */
const SPLIT_SEED = 20;

/**
 * Sets a fixed random tenth (at most 5,000) aside. Random, because MNIST's files are ordered by writer: the last
 * rows, or the test file, are not drawn as the first ones are, and would look unlike them to any discriminator.
 */
export function splitDigits(digits: Digits): DigitSplit {
  const rows = Uint32Array.from({ length: digits.count }, (_, row) => row);
  new SeededRandom(SPLIT_SEED, STREAMS.banks).shuffleInPlace(rows);
  const heldOutCount = Math.min(HELD_OUT_COUNT, Math.floor(digits.count * HELD_OUT_SHARE));
  return {
    digits,
    trainingRows: rows.slice(heldOutCount),
    heldOutRows: rows.slice(0, heldOutCount),
  };
}
