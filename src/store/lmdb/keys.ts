/** Keys of fixed length for names of any length, because an LMDB key ends at 1,978 bytes and a tag need not. */
import { hash } from "node:crypto";

/** 128 bits of SHA-256: two names with one id will not be met, so no table of ids needs keeping. */
const ID_BYTES = 16;
const CHUNK_INDEX_BYTES = 4;
/** Longer than what can follow any prefix. */
const BEYOND_ANY_REST = new Uint8Array(ID_BYTES * 3 + CHUNK_INDEX_BYTES).fill(0xff);

/** The names' ids one after the other: `keyOf(run, tag, path)`; a prefix of names gives a prefix of keys. */
export function keyOf(...names: readonly string[]): Buffer {
  return Buffer.concat(names.map(idOf));
}

/** The ids of names met lately: a hash costs as much as an append of a hundred points. */
const knownIds = new Map<string, Uint8Array>();
const MOST_KNOWN_IDS = 4096;

function idOf(name: string): Uint8Array {
  const known = knownIds.get(name);
  if (known !== undefined) return known;
  const id = Uint8Array.from(hash("sha256", name, "buffer").subarray(0, ID_BYTES));
  if (knownIds.size >= MOST_KNOWN_IDS) knownIds.clear();
  knownIds.set(name, id);
  return id;
}

/** Big-endian, so that chunks lie in order. */
export function chunkKey(prefix: Uint8Array, chunkIndex: number): Buffer {
  const key = Buffer.alloc(prefix.length + CHUNK_INDEX_BYTES);
  key.set(prefix);
  key.writeUInt32BE(chunkIndex, prefix.length);
  return key;
}

/** Every key that begins with `prefix`. */
export function rangeUnder(prefix: Uint8Array): { readonly start: Buffer; readonly end: Buffer } {
  return { start: Buffer.from(prefix), end: Buffer.concat([prefix, BEYOND_ANY_REST]) };
}
