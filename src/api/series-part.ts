/** A part of a series answer: some series whole, their segments laid end to end in shared columns. */
import {
  BUCKET_FLOAT_COLUMNS,
  type BucketColumns,
  type SegmentView,
  type SeriesView,
} from "../model/index.ts";
import { type Column, packColumns, unpackColumns } from "./columns.ts";
import { type Packing, packColumn, unpackColumn } from "./packed-column.ts";
import { afterKnown, type SegmentTail, tailOf } from "./series-tail.ts";

/** A series as it is sent: without its first `keptRows` rows; or by name alone where the page has it as it is. */
export type SentSeries =
  | { readonly view: SeriesView; readonly keptRows: number }
  | { readonly view: null; readonly run: string; readonly tag: string };

export interface PartOptions {
  /** See `SeriesRequest.mark`. */
  readonly mark: string;
  /** False: wall times stay behind and read as NaN. */
  readonly hasTimes: boolean;
}

/** Arrays rather than objects, because there are hundreds of them in an answer. */
type SeriesEntry =
  | readonly [run: string, tag: string]
  | readonly [
      ...names: readonly [run: string, tag: string],
      bucketWidth: number,
      pointCount: number,
      totalPointCount: number,
      segments: readonly SegmentEntry[],
    ];

/** Rows sent, rows before them that the page has already, and `Segment.supersededFromStep`. */
type SegmentEntry = readonly [rows: number, keptRows: number, supersededFromStep: number | null];

interface PartHeader {
  readonly mark: string;
  readonly rows: number;
  readonly series: readonly SeriesEntry[];
  readonly packings: Readonly<Record<string, Packing>>;
}

/** In the order in which they are packed: a forecast may use those before. */
const COLUMN_NAMES = [
  ...BUCKET_FLOAT_COLUMNS,
  "counts",
  "masks",
  "smoothed",
  "atSteps",
] as const satisfies readonly (keyof SegmentView)[];
type ColumnName = (typeof COLUMN_NAMES)[number];
type FloatColumns = Partial<Record<ColumnName, Float64Array>>;

export function packPart(series: readonly SentSeries[], { mark, hasTimes }: PartOptions) {
  const tails = series.map((one) => (one.view === null ? [] : tailOf(one.view, one.keptRows)));
  const segments = tails.flat();
  const rows = segments.reduce((sum, { counts }) => sum + counts.length, 0);
  const columns: FloatColumns = {};
  const packings: Record<string, Packing> = {};
  const packed: Record<string, Uint8Array> = {};
  for (const name of COLUMN_NAMES) {
    if (!hasTimes && isTime(name)) continue;
    const column = joined(segments, name, rows);
    if (column === null) continue;
    columns[name] = column;
    const { packing, bytes } = packColumn(column, forecastOf(name, columns));
    packings[name] = packing;
    packed[name] = bytes;
  }
  const entries = series.map((one, i) => entryOf(one, tails[i] ?? []));
  const header: PartHeader = { mark, rows, series: entries, packings };
  return packColumns(header, packed);
}

/** `knownOf` gives the series that rows stayed behind of, as the page said that it has them. */
export function unpackPart(
  buffer: ArrayBuffer,
  knownOf: (run: string, tag: string) => SeriesView | null,
): { readonly mark: string; readonly views: readonly SeriesView[] } {
  const { header, columns: packed } = unpackColumns(buffer);
  // Made by packPart of the same version, as in unpackColumns.
  const { mark, rows, series, packings } = header as PartHeader;
  const columns: FloatColumns = {};
  for (const name of COLUMN_NAMES) {
    const [packing, bytes] = [packings[name], packed[name]];
    if (packing === undefined || !(bytes instanceof Uint8Array)) continue;
    columns[name] = unpackColumn(packing, bytes, { rows, base: forecastOf(name, columns) });
  }
  const noTimes = new Float64Array(columns.firstWallTimes === undefined ? rows : 0).fill(Number.NaN);
  const all = typed({ firstWallTimes: noTimes, lastWallTimes: noTimes, ...columns });
  let at = 0;
  const views = series.map((entry): SeriesView => {
    const known = knownOf(entry[0], entry[1]);
    if (entry.length === 2) {
      if (known === null) throw new RangeError(`the answer leaves out ${entry[1]}, which is not known`);
      return known;
    }
    const [run, tag, bucketWidth, pointCount, totalPointCount, segmentEntries] = entry;
    const segments = segmentEntries.map(([count, keptRows, supersededFromStep], i) => {
      at += count;
      const tail = { ...sliced(all, at - count, at), supersededFromStep };
      return keptRows === 0 ? tail : afterKnown(known?.segments[i], keptRows, tail);
    });
    return { run, tag, bucketWidth, pointCount, totalPointCount, segments };
  });
  return { mark, views };
}

function entryOf(one: SentSeries, tails: readonly SegmentTail[]): SeriesEntry {
  if (one.view === null) return [one.run, one.tag];
  const { run, tag, bucketWidth, pointCount, totalPointCount } = one.view;
  const segments = tails.map(
    ({ counts, keptRows, supersededFromStep }): SegmentEntry => [counts.length, keptRows, supersededFromStep],
  );
  return [run, tag, bucketWidth, pointCount, totalPointCount, segments];
}

function isTime(name: ColumnName): boolean {
  return name === "firstWallTimes" || name === "lastWallTimes";
}

/** null where some of the segments lack the column, which then all of them do. */
function joined(segments: readonly SegmentView[], name: ColumnName, rows: number): Float64Array | null {
  const out = new Float64Array(rows);
  let at = 0;
  for (const segment of segments) {
    const column = segment[name];
    if (column === undefined) return null;
    out.set(column, at);
    at += column.length;
  }
  return rows === 0 ? null : out;
}

/** What a column's entries most likely are; null: about what the entry before is. */
function forecastOf(name: ColumnName, known: FloatColumns): Float64Array | null {
  const { firstSteps, firstWallTimes, firsts, lasts } = known;
  switch (name) {
    case "lastSteps":
    case "minSteps":
    case "maxSteps":
      return firstSteps ?? null;
    case "lastWallTimes":
      return firstWallTimes ?? null;
    case "lasts":
      return firsts ?? null;
    case "smoothed":
      return lasts ?? null;
    case "mins":
      return smallerOf(firsts, lasts);
    case "maxs":
      return largerOf(firsts, lasts);
    default:
      return null;
  }
}

function smallerOf(one: Float64Array = NONE, other: Float64Array = NONE): Float64Array {
  const out = new Float64Array(one.length);
  for (let row = 0; row < out.length; row++) out[row] = Math.min(one[row] ?? 0, other[row] ?? 0);
  return out;
}

function largerOf(one: Float64Array = NONE, other: Float64Array = NONE): Float64Array {
  const out = new Float64Array(one.length);
  for (let row = 0; row < out.length; row++) out[row] = Math.max(one[row] ?? 0, other[row] ?? 0);
  return out;
}

const NONE = new Float64Array();

type PartColumns = BucketColumns & Pick<SegmentView, "smoothed" | "atSteps">;

function typed(columns: FloatColumns): Record<string, Column> {
  const { counts = NONE, masks = NONE } = columns;
  return { ...noRows(), ...columns, counts: new Uint32Array(counts), masks: new Uint8Array(masks) };
}

/** A part without rows has no columns; its segments still have theirs. */
function noRows(): Record<string, Column> {
  return Object.fromEntries(BUCKET_FLOAT_COLUMNS.map((name) => [name, NONE]));
}

function sliced(columns: Record<string, Column>, from: number, to: number): PartColumns {
  const cut = Object.entries(columns).map(([name, column]) => [name, column.subarray(from, to)]);
  // packPart wrote exactly the columns of BucketColumns, and the optional ones that were asked for.
  return Object.fromEntries(cut) as PartColumns;
}
