/** Inflates a gzipped event file from its start, a bounded stretch at a time. */
import { createReadStream } from "node:fs";
import { constants, createGunzip, type Gunzip } from "node:zlib";
import type { DataLoss } from "../model/index.ts";
import { errorCodeOf } from "./error-code.ts";

/** A deflated byte stands for at most some thousand, so a stretch has at most some 16 MB. */
const COMPRESSED_BYTES = 1 << 14;
/** Of gzip (RFC 1952), with the one method that there is. No event file begins so: its first record is short. */
const MAGIC = [0x1f, 0x8b, 0x08];
export const MAGIC_BYTES = MAGIC.length;

export function isGzip(firstBytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => firstBytes[i] === byte);
}

/** Compressed bytes that zlib can make nothing of. */
export class InflateFault extends Error {
  /** Of zlib, such as Z_DATA_ERROR. */
  readonly code: string;
  /** Offset in the compressed file of the byte that it failed on. */
  readonly compressedOffset: number;

  constructor(cause: unknown, compressedOffset: number) {
    super("Compressed bytes cannot be inflated.", { cause });
    this.code = errorCodeOf(cause);
    this.compressedOffset = compressedOffset;
  }

  /** `offset` in the inflated bytes, of which as many are missing as nobody knows: the compressed ones are counted. */
  asDataLoss(offset: number, compressedSizeBytes: number): DataLoss {
    const reason = `From byte ${this.compressedOffset} of the compressed file on it cannot be inflated (${this.code}).`;
    return { offset, bytes: compressedSizeBytes - this.compressedOffset, reason };
  }
}

/**
 * Everything that can be inflated, also of a file that is cut anywhere or still growing: its end is no error.
 * Throws the system's error, or an `InflateFault` after the last good byte.
 */
export async function* inflatedStretches(path: string): AsyncGenerator<Uint8Array> {
  let inflatedTo = 0;
  let lastPieceAt = 0;
  try {
    for await (const { bytes, pieceAt } of inflate(path, Number.POSITIVE_INFINITY)) {
      yield bytes;
      inflatedTo += bytes.length;
      lastPieceAt = pieceAt;
    }
  } catch (error) {
    if (!(error instanceof InflateFault)) throw error;
    // zlib keeps to itself what it made of the bytes that it failed on: they are given to it one by one.
    let at = 0;
    for await (const { bytes } of inflate(path, lastPieceAt)) {
      const news = bytes.subarray(Math.max(0, inflatedTo - at));
      at += bytes.length;
      if (news.length > 0) yield news;
    }
  }
}

interface Inflated {
  readonly bytes: Uint8Array;
  /** Where in the file the piece begins that this came of. */
  readonly pieceAt: number;
}

/** In pieces up to the byte `singlyFrom` of the file, then byte by byte. */
async function* inflate(path: string, singlyFrom: number): AsyncGenerator<Inflated> {
  const inflated: Uint8Array[] = [];
  const gunzip = createGunzip({ flush: constants.Z_SYNC_FLUSH });
  gunzip.on("data", (bytes: Uint8Array) => void inflated.push(bytes));
  let pieceAt = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: COMPRESSED_BYTES })) {
      const size = pieceAt < singlyFrom ? COMPRESSED_BYTES : 1;
      for (let at = 0; at < piece.length; at += size) {
        const error = await written(gunzip, piece.subarray(at, at + size));
        for (const bytes of inflated.splice(0)) yield { bytes, pieceAt };
        if (error !== null) throw new InflateFault(error, pieceAt + at);
      }
      pieceAt += piece.length;
    }
  } finally {
    gunzip.on("error", () => undefined);
    gunzip.destroy();
  }
}

/** Resolves with the error, or null, when all that `compressed` stands for has come out. */
function written(gunzip: Gunzip, compressed: Uint8Array): Promise<unknown> {
  return new Promise((resolve) => {
    gunzip.once("error", resolve);
    gunzip.write(compressed, (failure) => {
      gunzip.off("error", resolve);
      resolve(failure ?? null);
    });
  });
}
