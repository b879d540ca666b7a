/** Tells from when to when an event file was written, from its first and its last records. */
import { open, stat } from "node:fs/promises";
import type { EventBatch } from "../model/index.ts";
import { EventFileReader } from "../tfevents/index.ts";

/** Wall times in seconds. */
export interface WrittenSpan {
  readonly from: number;
  readonly to: number;
}

/** At either end; a longer last record is dated by the file's time of change. */
const LOOKED_AT_BYTES = 1 << 16;
const MILLISECONDS_A_SECOND = 1000;

/** Null where nothing can be read. Of a growing file only the end moves, and only onwards. */
export async function writtenSpanOf(path: string): Promise<WrittenSpan | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    const first = wallTimesOf(await batchAt(path, 0));
    if (first === null) return null;
    const lastOffset = Math.max(0, size - LOOKED_AT_BYTES);
    const last = lastOffset === 0 ? first : wallTimesOf(await batchAt(path, lastOffset));
    return { from: first.from, to: Math.max(first.to, last?.to ?? mtimeMs / MILLISECONDS_A_SECOND) };
  } catch {
    // Whoever reads the file whole will meet the error, and say so.
    return null;
  }
}

async function batchAt(path: string, offset: number): Promise<EventBatch> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(
      new Uint8Array(LOOKED_AT_BYTES),
      0,
      LOOKED_AT_BYTES,
      offset,
    );
    return new EventFileReader({ resumeOffset: offset }).read(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function wallTimesOf({ tags }: EventBatch): WrittenSpan | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { scalars, blobs } of tags) {
    for (const time of (scalars ?? blobs).wallTimes) {
      from = Math.min(from, time);
      to = Math.max(to, time);
    }
  }
  return from <= to ? { from, to } : null;
}
