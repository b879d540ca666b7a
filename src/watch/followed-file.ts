/** Follows one event file: what is new in it goes to the store, whatever happens to the file meanwhile. */
import type { BigIntStats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import type { EventBatch } from "../model/index.ts";
import type { FileProgress, Store } from "../store/index.ts";
import { EventFileReader } from "../tfevents/index.ts";
import type { DiscoveredFile } from "./discover.ts";
import { errorCodeOf } from "./error-code.ts";
import { identityOf } from "./file-identity.ts";
import { batchInRun, type TagNames, tagsInFile } from "./sub-run.ts";

/** Read at once, then others get their turn: some 10,000 scalars, about ten milliseconds. */
export const READ_BYTES = 1 << 19;

/** What tells one state of a file on disk from the next. */
interface Signature {
  readonly identity: string;
  readonly sizeBytes: number;
  readonly modified: bigint;
}

interface Reading {
  readonly reader: EventFileReader;
  /** The next byte to give to the reader. */
  readonly offset: number;
  readonly progress: FileProgress;
  /** Whether the store has heard of the file. */
  readonly isStored: boolean;
}

type FileState =
  /** Nothing is known of it here; the store may know. */
  | { readonly phase: "unread" }
  | ({ readonly phase: "behind" } & Reading)
  /** All bytes of the file as it was at `at` have been read. */
  | ({ readonly phase: "caught-up"; readonly at: Signature } & Reading)
  /** As caught up, but behind the last record lie zeros only, which may be overwritten: they are read afresh. */
  | { readonly phase: "before-zeros"; readonly at: Signature; readonly progress: FileProgress }
  /** Gone from its path. Its points stay; if a file comes back it is looked at afresh. */
  | { readonly phase: "vanished" }
  /** The last attempt failed; the next begins from what the store holds. */
  | { readonly phase: "failed"; readonly code: string };

export class FollowedFile {
  readonly run: string;
  readonly path: string;
  readonly names?: TagNames;
  readonly #store: Store;
  readonly #notice: (line: string) => void;
  #state: FileState = { phase: "unread" };
  /** One buffer for all files of a watcher: a reader does not keep what it is given. */
  readonly #buffer: Uint8Array;

  constructor(
    { run, path, names }: DiscoveredFile,
    tools: { readonly store: Store; readonly notice: (line: string) => void; readonly buffer: Uint8Array },
  ) {
    this.run = run;
    this.path = path;
    if (names !== undefined) this.names = names;
    this.#store = tools.store;
    this.#notice = tools.notice;
    this.#buffer = tools.buffer;
  }

  /** Whether it was read to its end: what is new in it can only be little. */
  get hasBeenRead(): boolean {
    return this.#state.phase === "caught-up" || this.#state.phase === "before-zeros";
  }

  /** Whether the file on disk differs from what was read; its time of change in milliseconds for ordering. */
  async look(): Promise<{ readonly hasNews: boolean; readonly modifiedMilliseconds: number }> {
    try {
      const facts = await stat(this.path, { bigint: true });
      const state = this.#state;
      const at = state.phase === "caught-up" || state.phase === "before-zeros" ? state.at : null;
      const hasNews = at === null || !isSame(at, signatureOf(facts));
      return { hasNews, modifiedMilliseconds: Number(facts.mtimeMs) };
    } catch (error) {
      this.#failed(error);
      return { hasNews: false, modifiedMilliseconds: 0 };
    }
  }

  /** Reads one stretch and stores it. False when there is no more, or none can be had at this time. */
  async readSome(): Promise<boolean> {
    let file: FileHandle | undefined;
    try {
      file = await open(this.path, "r");
      const signature = signatureOf(await file.stat({ bigint: true }));
      const reading = await this.#readingFor(signature);
      const { bytesRead } = await file.read(this.#buffer, 0, this.#buffer.length, reading.offset);
      const isAtEnd = bytesRead === 0 || reading.offset + bytesRead >= signature.sizeBytes;
      const { after, isInZeros } = await this.#take(reading, signature, this.#buffer.subarray(0, bytesRead));
      this.#state = !isAtEnd
        ? { phase: "behind", ...after }
        : isInZeros
          ? { phase: "before-zeros", at: signature, progress: after.progress }
          : { phase: "caught-up", at: signature, ...after };
      return !isAtEnd;
    } catch (error) {
      this.#failed(error);
      return false;
    } finally {
      await file?.close();
    }
  }

  /** Where reading goes on, which is at the start when the file is another one or has shrunk. */
  async #readingFor(signature: Signature): Promise<Reading> {
    const reading = await this.#currentReading();
    if (reading === null) return this.#fromStart(signature);
    const { progress, offset } = reading;
    if (progress.identity === signature.identity && signature.sizeBytes >= offset) return reading;
    const reason = progress.identity === signature.identity ? "has shrunk" : "was replaced";
    this.#notice(`An event file ${reason} and is read again: ${this.path}`);
    await this.#store.forgetFile(this.run, this.path);
    return this.#fromStart(signature);
  }

  async #currentReading(): Promise<Reading | null> {
    const state = this.#state;
    switch (state.phase) {
      case "behind":
      case "caught-up":
        return state;
      case "before-zeros":
        return this.#resumed(state.progress, (await this.#store.run(this.run))?.lastWallTime ?? 0);
      case "unread":
      case "vanished":
      case "failed":
        return this.#fromStore();
    }
  }

  async #fromStore(): Promise<Reading | null> {
    const record = await this.#store.run(this.run);
    const progress = record?.files.find(({ path }) => path === this.path);
    if (progress === undefined) return null;
    return this.#resumed(progress, record?.lastWallTime ?? 0);
  }

  async #resumed(progress: FileProgress, lastWallTimeSeconds: number): Promise<Reading> {
    const { resumeOffset } = progress;
    const knownTags = tagsInFile(await this.#store.tags(this.run), this.names);
    const reader = new EventFileReader({ resumeOffset, knownTags, lastWallTimeSeconds });
    return { reader, offset: resumeOffset, progress, isStored: true };
  }

  #fromStart({ identity }: Signature): Reading {
    const progress: FileProgress = {
      path: this.path,
      identity,
      resumeOffset: 0,
      sizeBytes: 0,
      recordCount: 0,
      dataLosses: [],
      ended: { state: "at-record-boundary" },
      sessionStarts: [],
      fileVersion: "",
      writer: "",
    };
    return { reader: new EventFileReader(), offset: 0, progress, isStored: false };
  }

  /** Gives the bytes to the reader and what they hold to the store, together with how far reading has got. */
  async #take(
    reading: Reading,
    { sizeBytes }: Signature,
    bytes: Uint8Array,
  ): Promise<{ readonly after: Reading; readonly isInZeros: boolean }> {
    const batch = reading.reader.read(bytes);
    const progress = progressAfter(reading.progress, batch, sizeBytes);
    if (bytes.length > 0 || !reading.isStored) {
      await this.#store.append({ run: this.run, file: progress, batch: batchInRun(batch, this.names) });
    }
    const after = { reader: reading.reader, offset: reading.offset + bytes.length, progress, isStored: true };
    return { after, isInZeros: batch.ended.state === "in-zeros" };
  }

  #failed(error: unknown): void {
    const code = errorCodeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") {
      this.#state = { phase: "vanished" };
      return;
    }
    const isKnown = this.#state.phase === "failed" && this.#state.code === code;
    this.#state = { phase: "failed", code };
    if (!isKnown) this.#notice(`An event file cannot be read (${code}); it is tried again: ${this.path}`);
  }
}

function signatureOf(facts: BigIntStats): Signature {
  const { dev, ino, size, mtimeNs } = facts;
  return { identity: identityOf({ dev, ino }), sizeBytes: Number(size), modified: mtimeNs };
}

function isSame(one: Signature, other: Signature): boolean {
  return (
    one.identity === other.identity && one.sizeBytes === other.sizeBytes && one.modified === other.modified
  );
}

function progressAfter(before: FileProgress, batch: EventBatch, sizeBytes: number): FileProgress {
  return {
    ...before,
    resumeOffset: batch.resumeOffset,
    sizeBytes,
    recordCount: before.recordCount + batch.recordCount,
    dataLosses: [...before.dataLosses, ...batch.losses],
    ended: batch.ended,
    sessionStarts: [...before.sessionStarts, ...batch.sessionStarts],
    fileVersion: batch.fileVersion === "" ? before.fileVersion : batch.fileVersion,
    writer: batch.writer === "" ? before.writer : batch.writer,
  };
}
