/** Lets a page that has a series be sent only the rows that are new or have changed. */
import type { SegmentView, SeriesView } from "../model/index.ts";

/** What a page has of a series: its first `rows` rows, at a bucket width, and a check on what they say. */
export interface KnownRows {
  readonly rows: number;
  readonly bucketWidth: number;
  readonly check: number;
}

/** All rows but the last, whose bucket may have grown since. */
export function knownRowsOf(view: SeriesView): KnownRows {
  const rows = Math.max(0, rowCountOf(view) - 1);
  return { rows, bucketWidth: view.bucketWidth, check: checkOf(view, rows) };
}

export function formatKnownRows({ rows, bucketWidth, check }: KnownRows): string {
  return `${rows}:${bucketWidth}:${check}`;
}

/** null for anything else than `formatKnownRows` writes. */
export function parseKnownRows(text: string): KnownRows | null {
  const [rows, bucketWidth, check, ...rest] = text
    .split(":")
    .map((part) => (part === "" ? Number.NaN : Number(part)));
  if (rows === undefined || bucketWidth === undefined || check === undefined || rest.length > 0) return null;
  return [rows, bucketWidth, check].every((part) => Number.isSafeInteger(part) && part >= 0)
    ? { rows, bucketWidth, check }
    : null;
}

/** How many leading rows of the view need not be sent: all that are known, or none where anything differs. */
export function unchangedRows(view: SeriesView, known: KnownRows | null): number {
  if (known === null || known.bucketWidth !== view.bucketWidth || known.rows > rowCountOf(view)) return 0;
  return checkOf(view, known.rows) === known.check ? known.rows : 0;
}

export function rowCountOf({ segments }: SeriesView): number {
  return segments.reduce((sum, { counts }) => sum + counts.length, 0);
}

export interface SegmentTail extends SegmentView {
  readonly keptRows: number;
}

/** The view's segments without its first `keptRows` rows; a segment that is known whole has no rows left. */
export function tailOf({ segments }: SeriesView, keptRows: number): readonly SegmentTail[] {
  let left = keptRows;
  return segments.map((segment) => {
    const here = Math.min(left, segment.counts.length);
    left -= here;
    if (here === 0) return { ...segment, keptRows: 0 };
    return { ...eachColumn(segment, (column) => column.subarray(here)), keptRows: here };
  });
}

/** A tail after the rows that stayed behind. */
export function afterKnown(known: SegmentView | undefined, keptRows: number, tail: SegmentView): SegmentView {
  if (known === undefined || known.counts.length < keptRows) {
    throw new RangeError(
      `the answer continues ${keptRows} rows, of which ${known?.counts.length ?? 0} are known`,
    );
  }
  return eachColumn(tail, (column, name) => {
    const before = known[name];
    if (!ArrayBuffer.isView(before)) return column;
    return joined(before.subarray(0, keptRows), column);
  });
}

type RowColumn = Float64Array | Uint32Array | Uint8Array;

function joined(before: RowColumn, after: RowColumn): RowColumn {
  const length = before.length + after.length;
  const out =
    after instanceof Float64Array
      ? new Float64Array(length)
      : after instanceof Uint32Array
        ? new Uint32Array(length)
        : new Uint8Array(length);
  out.set(before, 0);
  out.set(after, before.length);
  return out;
}

function eachColumn(
  segment: SegmentView,
  change: (column: RowColumn, name: keyof SegmentView) => RowColumn,
): SegmentView {
  const changed = Object.entries(segment).map(([name, value]) => [
    name,
    // The entries are those of a SegmentView, whose views are its columns.
    ArrayBuffer.isView(value) ? change(value as RowColumn, name as keyof SegmentView) : value,
  ]);
  // As above: every column is still there, of the same type.
  return Object.fromEntries(changed) as SegmentView;
}

/** FNV-1a over 32-bit words: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Changes with any value, place, extreme or count of the first `rows` rows, and with where segments end. */
function checkOf({ segments }: SeriesView, rows: number): number {
  let hash = FNV_OFFSET;
  let left = rows;
  for (const { lasts, mins, maxs, lastSteps, counts } of segments) {
    const here = Math.min(left, counts.length);
    for (const column of [lasts, mins, maxs, lastSteps])
      hash = hashed(hash, wordsOf(column.subarray(0, here)));
    hash = Math.imul(hashed(hash, counts.subarray(0, here)) ^ here, FNV_PRIME);
    left -= here;
    if (left === 0) break;
  }
  return hash >>> 0;
}

/** NaN of every kind reads as the same, whatever bits an engine gives it. */
function wordsOf(column: Float64Array): Uint32Array {
  const copy = column.map((value) => (Number.isNaN(value) ? Number.NaN : value));
  return new Uint32Array(copy.buffer);
}

function hashed(start: number, words: Uint32Array): number {
  let hash = start;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ (words[i] ?? 0), FNV_PRIME);
  return hash;
}
