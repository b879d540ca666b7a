/** Reads stretches of files at random, with a few files kept open because the next stretch is mostly in the same one. */
import { type FileHandle, open } from "node:fs/promises";
import { ExplainedError } from "../model/index.ts";
import { errorCodeOf } from "./error-code.ts";
import { identityOf } from "./file-identity.ts";
import { isGzip, MAGIC_BYTES } from "./inflate-file.ts";
import { InflatedFiles } from "./inflated-files.ts";

/** Well under any system's limit of open files for a process. */
const MOST_OPEN_FILES = 16;

export interface KnownFile {
  readonly path: string;
  /** As in `FileProgress`: the offsets mean nothing in another file of that name. */
  readonly identity: string;
}

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

interface Opened {
  readonly handle: FileHandle;
  readonly isGzipped: boolean;
}

interface OpenFile {
  readonly opened: Promise<Opened>;
  readers: number;
  /** Out of the cache: to be closed by the last reader. */
  isEvicted: boolean;
}

export class FileBytes {
  /** By path and identity, the least lately used first. */
  readonly #open = new Map<string, OpenFile>();

  readonly #inflated = new InflatedFiles();

  /** Rejects with `VALUE_GONE` where the file or that part of it is not there. Inflates where it is gzipped. */
  async read(known: KnownFile, range: ByteRange): Promise<Uint8Array> {
    const file = this.#take(known);
    try {
      const { handle, isGzipped } = await file.opened;
      const bytes = isGzipped
        ? await this.#inflated.read(known.path, keyOf(known), range)
        : await readRange(handle, range);
      if (bytes.length === range.length) return bytes;
      throw gone(known.path, `The file ends before byte ${range.offset + range.length}.`);
    } catch (error) {
      this.#evict(file);
      if (error instanceof ExplainedError) throw error;
      throw gone(known.path, `The event file cannot be read (${errorCodeOf(error)}).`, error);
    } finally {
      file.readers -= 1;
      if (file.isEvicted && file.readers === 0) closeQuietly(file);
    }
  }

  #take(known: KnownFile): OpenFile {
    const key = keyOf(known);
    const file = this.#open.get(key) ?? { opened: openKnown(known), readers: 0, isEvicted: false };
    file.readers += 1;
    this.#open.delete(key);
    this.#open.set(key, file);
    const [oldest] = this.#open.values();
    if (this.#open.size > MOST_OPEN_FILES && oldest !== undefined) this.#evict(oldest);
    return file;
  }

  #evict(file: OpenFile): void {
    if (file.isEvicted) return;
    file.isEvicted = true;
    for (const [key, kept] of this.#open) if (kept === file) this.#open.delete(key);
    if (file.readers === 0) closeQuietly(file);
  }

  async close(): Promise<void> {
    for (const file of [...this.#open.values()]) this.#evict(file);
  }
}

function keyOf({ path, identity }: KnownFile): string {
  return JSON.stringify([path, identity]);
}

async function openKnown({ path, identity }: KnownFile): Promise<Opened> {
  const handle = await open(path, "r");
  if (identityOf(await handle.stat({ bigint: true })) === identity) {
    return { handle, isGzipped: isGzip(await readRange(handle, { offset: 0, length: MAGIC_BYTES })) };
  }
  await handle.close();
  throw gone(path, "The event file was replaced by another one.");
}

/** Shorter where the file ends before. */
async function readRange(handle: FileHandle, { offset, length }: ByteRange): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
  }
  return bytes;
}

/** Nothing was written, so nothing can be lost; one that could not be opened has told its reader so. */
function closeQuietly({ opened }: OpenFile): void {
  opened.then(({ handle }) => handle.close()).catch(() => undefined);
}

function gone(path: string, what: string, cause?: unknown): ExplainedError {
  return new ExplainedError({
    code: "VALUE_GONE",
    what,
    why: "Images, sounds, texts and histograms stay in the event file; only where they lie is kept.",
    fix: "Put the event file back, or reload the page to see what is left.",
    where: path,
    cause,
  });
}
