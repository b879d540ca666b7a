/** Reads stretches of files at random, with a few files kept open because the next stretch is mostly in the same one. */
import { type FileHandle, open } from "node:fs/promises";
import { ExplainedError } from "../model/index.ts";
import { errorCodeOf } from "./error-code.ts";
import { identityOf } from "./file-identity.ts";

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

interface OpenFile {
  readonly handle: Promise<FileHandle>;
  readers: number;
  /** Out of the cache: to be closed by the last reader. */
  isEvicted: boolean;
}

export class FileBytes {
  /** By path and identity, the least lately used first. */
  readonly #open = new Map<string, OpenFile>();

  /** Rejects with `VALUE_GONE` where the file or that part of it is not there. */
  async read(known: KnownFile, { offset, length }: ByteRange): Promise<Uint8Array> {
    const file = this.#take(known);
    try {
      const handle = await file.handle;
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0) throw gone(known.path, `The file ends before byte ${offset + length}.`);
        filled += bytesRead;
      }
      return bytes;
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
    const key = JSON.stringify([known.path, known.identity]);
    const file = this.#open.get(key) ?? { handle: openKnown(known), readers: 0, isEvicted: false };
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

async function openKnown({ path, identity }: KnownFile): Promise<FileHandle> {
  const handle = await open(path, "r");
  if (identityOf(await handle.stat({ bigint: true })) === identity) return handle;
  await handle.close();
  throw gone(path, "The event file was replaced by another one.");
}

/** Nothing was written, so nothing can be lost; one that could not be opened has told its reader so. */
function closeQuietly({ handle }: OpenFile): void {
  handle.then((opened) => opened.close()).catch(() => undefined);
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
