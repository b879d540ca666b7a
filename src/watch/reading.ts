/** How far reading a file has got, and by what it is known to be the same file when reading goes on. */
import type { BigIntStats } from "node:fs";
import type { EventBatch } from "../model/index.ts";
import type { FileProgress } from "../store/index.ts";
import { EventFileReader } from "../tfevents/index.ts";
import { identityOf } from "./file-identity.ts";

/** A record's checksum and what lies before it: two files that agree in so much are taken for one. */
const REMEMBERED_BYTES = 16;

/** What tells one state of a file on disk from the next. */
export interface Signature {
  readonly identity: string;
  readonly sizeBytes: number;
  readonly modified: bigint;
}

export interface Reading {
  readonly reader: EventFileReader;
  /** The next byte to give to the reader. */
  readonly offset: number;
  /** Bytes that lie right before it; none where they are not known. */
  readonly before: Uint8Array;
  readonly progress: FileProgress;
  /** Whether the store has heard of the file. */
  readonly isStored: boolean;
}

export function signatureOf(facts: BigIntStats): Signature {
  const { dev, ino, size, mtimeNs } = facts;
  return { identity: identityOf({ dev, ino }), sizeBytes: Number(size), modified: mtimeNs };
}

export function isSame(one: Signature, other: Signature): boolean {
  return (
    one.identity === other.identity && one.sizeBytes === other.sizeBytes && one.modified === other.modified
  );
}

export const NOTHING = new Uint8Array();

/** The file's next bytes, and whether there are no more at this time. */
export interface News {
  readonly bytes: Uint8Array;
  readonly isEndOfFile?: boolean;
}

export function readingAtStart(path: string, { identity }: Signature): Reading {
  const progress = progressAtStart(path, identity);
  return { reader: new EventFileReader(), offset: 0, before: NOTHING, progress, isStored: false };
}

function progressAtStart(path: string, identity: string): FileProgress {
  return {
    path,
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
}

/** The state of a file on disk of which `progress` has every byte; null where some are still to be had. */
export function wholeSignatureOf(progress: FileProgress): Signature | null {
  const { identity, sizeBytes, modifiedNanoseconds: modified, resumeOffset, ended } = progress;
  const isWhole =
    ended.state === "at-record-boundary" && (progress.gzippedBytes ?? resumeOffset) === sizeBytes;
  return isWhole && modified !== undefined ? { identity, sizeBytes, modified } : null;
}

/** After `bytes` from `reading.offset` on gave `batch`; the file was as `at` says. */
export function readingAfter(
  reading: Reading,
  { bytes, batch, at }: { readonly bytes: Uint8Array; readonly batch: EventBatch; readonly at: Signature },
): Reading {
  const { reader, progress: before } = reading;
  const progress: FileProgress = {
    ...before,
    resumeOffset: batch.resumeOffset,
    sizeBytes: at.sizeBytes,
    modifiedNanoseconds: at.modified,
    recordCount: before.recordCount + batch.recordCount,
    dataLosses: [...before.dataLosses, ...batch.losses],
    ended: batch.ended,
    sessionStarts: [...before.sessionStarts, ...batch.sessionStarts],
    fileVersion: batch.fileVersion === "" ? before.fileVersion : batch.fileVersion,
    writer: batch.writer === "" ? before.writer : batch.writer,
    lastBytes: lastBytesOf(reading, bytes, batch.resumeOffset),
  };
  const offset = reading.offset + bytes.length;
  return { reader, offset, before: endOfBoth(reading.before, bytes), progress, isStored: true };
}

/** When a gzipped file has been inflated to its end: to be stored, so that it need not be inflated again. */
export function inflatedWhole(reading: Reading, { sizeBytes }: Signature): Reading {
  if (reading.progress.gzippedBytes === sizeBytes) return reading;
  return { ...reading, progress: { ...reading.progress, gzippedBytes: sizeBytes }, isStored: false };
}

function lastBytesOf({ offset, progress }: Reading, bytes: Uint8Array, resumeOffset: number): string {
  if (resumeOffset === progress.resumeOffset) return progress.lastBytes ?? "";
  return Buffer.from(endOf(bytes.subarray(0, Math.max(0, resumeOffset - offset)))).toString("hex");
}

function endOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.subarray(-REMEMBERED_BYTES));
}

function endOfBoth(before: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (bytes.length >= REMEMBERED_BYTES) return endOf(bytes);
  return endOf(Uint8Array.from([...before, ...bytes]));
}

/** What `Reading.before` is where reading resumes from what was kept. */
export function rememberedBytes({ lastBytes = "" }: FileProgress): Uint8Array {
  return Buffer.from(lastBytes, "hex");
}

/** Whether the file still has the bytes before `reading.offset` that it had, `found` being those of now. */
export function hasSameBefore({ before }: Reading, found: Uint8Array): boolean {
  return before.length <= found.length && before.every((byte, i) => byte === found[i]);
}
