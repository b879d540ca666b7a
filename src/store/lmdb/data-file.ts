/** Looks at a database file before LMDB does: the native library ends the process on a file that it cannot read. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Where things lie in a page with file facts, of which a database has two, as `lmdb` 3 writes them. */
const MAGIC_OFFSET = 24;
const VERSION_OFFSET = 28;
const PAGE_SIZE_OFFSET = 48;
const LAST_PAGE_OFFSET = 144;
const TRANSACTION_OFFSET = 152;
const FACTS_BYTES = 160;

const MAGIC = 0xbe_ef_c0_de;
const FORMAT_VERSION = 2;
const SMALLEST_PAGE_BYTES = 512;
const LARGEST_PAGE_BYTES = 65_536;

/** Why LMDB must not open the file, in words; null where it may: it is sound, new or empty. */
export function unreadableBecause(path: string): string | null {
  const size = sizeOf(path);
  if (size === null || size === 0) return null;
  const file = openSync(path, "r");
  try {
    const first = readFacts(file, 0);
    if (typeof first === "string") return first;
    const second = readFacts(file, first.pageBytes);
    if (typeof second === "string") return second;
    const newer = second.transaction > first.transaction ? second : first;
    const needed = (newer.lastPage + 1) * newer.pageBytes;
    return needed > size ? `its pages need ${needed} bytes and it has ${size}` : null;
  } finally {
    closeSync(file);
  }
}

function sizeOf(path: string): number | null {
  try {
    const file = openSync(path, "r");
    try {
      return fstatSync(file).size;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

interface Facts {
  readonly pageBytes: number;
  readonly lastPage: number;
  readonly transaction: number;
}

function readFacts(file: number, position: number): Facts | string {
  const page = Buffer.alloc(FACTS_BYTES);
  const length = readSync(file, page, 0, FACTS_BYTES, position);
  if (length < FACTS_BYTES) return `its header ends after ${length} bytes`;
  const magic = page.readUInt32LE(MAGIC_OFFSET);
  if (magic !== MAGIC)
    return `it is not an LMDB file (0x${magic.toString(16)} at byte ${position + MAGIC_OFFSET})`;
  const version = page.readUInt32LE(VERSION_OFFSET);
  if (version !== FORMAT_VERSION) return `its format is ${version}, not ${FORMAT_VERSION}`;
  const pageBytes = page.readUInt32LE(PAGE_SIZE_OFFSET);
  if (pageBytes < SMALLEST_PAGE_BYTES || pageBytes > LARGEST_PAGE_BYTES) {
    return `its page size is ${pageBytes} bytes`;
  }
  return {
    pageBytes,
    lastPage: Number(page.readBigUInt64LE(LAST_PAGE_OFFSET)),
    transaction: Number(page.readBigUInt64LE(TRANSACTION_OFFSET)),
  };
}
