/** Series views on the wire: all segments of all series laid end to end in shared columns. */
import {
  BUCKET_FLOAT_COLUMNS,
  type BucketColumns,
  type SegmentView,
  type SeriesView,
} from "../model/index.ts";
import { type Column, packColumns, unpackColumns } from "./columns.ts";
import { afterKnown, tailOf } from "./series-tail.ts";

interface SeriesHeader {
  readonly series: readonly {
    readonly run: string;
    readonly tag: string;
    readonly bucketWidth: number;
    readonly pointCount: number;
    readonly totalPointCount: number;
    readonly segments: readonly {
      /** Rows sent, after those that the page has already. */
      readonly rows: number;
      readonly keptRows: number;
      readonly supersededFromStep: number | null;
    }[];
  }[];
}

/** Sent where the question asked for them, which it does for all series or none. */
const OPTIONAL_COLUMNS = ["smoothed", "atSteps"] as const satisfies readonly (keyof SegmentView)[];

export interface PackOptions {
  /** False: wall times, which do not compress, stay behind and read as NaN. Not given: true. */
  readonly hasTimes?: boolean;
  /** For each view how many of its leading rows stay behind; not given: none. */
  readonly keptRows?: readonly number[];
}

function isTime(name: (typeof BUCKET_FLOAT_COLUMNS)[number]): boolean {
  return name === "firstWallTimes" || name === "lastWallTimes";
}

/** `GET /api/series`, binary. */
export function packSeries(
  views: readonly SeriesView[],
  { hasTimes = true, keptRows = [] }: PackOptions = {},
): Uint8Array<ArrayBuffer> {
  const tails = views.map((view, i) => tailOf(view, keptRows[i] ?? 0));
  const segments = tails.flat();
  const rows = segments.reduce((sum, segment) => sum + segment.counts.length, 0);
  const columns: Record<string, Column> = {
    counts: joined(
      new Uint32Array(rows),
      segments.map((segment) => segment.counts),
    ),
    masks: joined(
      new Uint8Array(rows),
      segments.map((segment) => segment.masks),
    ),
  };
  for (const name of BUCKET_FLOAT_COLUMNS) {
    if (!hasTimes && isTime(name)) continue;
    columns[name] = joined(
      new Float64Array(rows),
      segments.map((segment) => segment[name]),
    );
  }
  for (const name of OPTIONAL_COLUMNS) {
    const parts = segments.flatMap((segment) => segment[name] ?? []);
    if (parts.length === segments.length && rows > 0) columns[name] = joined(new Float64Array(rows), parts);
  }
  const header: SeriesHeader = {
    series: views.map((view, i) => ({
      ...view,
      segments: (tails[i] ?? []).map(({ counts, keptRows: kept, supersededFromStep }) => ({
        rows: counts.length,
        keptRows: kept,
        supersededFromStep,
      })),
    })),
  };
  return packColumns(header, columns);
}

/** `knownOf` gives the series that rows stayed behind of, as they were when `knownRowsOf` was sent. */
export function unpackSeries(
  buffer: ArrayBuffer,
  knownOf: (run: string, tag: string) => SeriesView | null = () => null,
): SeriesView[] {
  const { header, columns: sent } = unpackColumns(buffer);
  const noTimes = new Float64Array(sent.counts?.length ?? 0).fill(Number.NaN);
  const columns = { firstWallTimes: noTimes, lastWallTimes: noTimes, ...sent };
  // Made by packSeries of the same version, as in unpackColumns.
  const { series } = header as SeriesHeader;
  let at = 0;
  return series.map((view) => {
    const known = knownOf(view.run, view.tag);
    const segments = view.segments.map(({ rows, keptRows, supersededFromStep }, i) => {
      at += rows;
      const tail = { ...sliced(columns, at - rows, at), supersededFromStep };
      return keptRows === 0 ? tail : afterKnown(known?.segments[i], keptRows, tail);
    });
    return { ...view, segments };
  });
}

/** JSON for people: every number of the view, non-finite ones as null with the mask saying which. */
export function seriesAsJson(views: readonly SeriesView[]): unknown {
  return views.map((view) => ({ ...view, segments: view.segments.map(segmentAsJson) }));
}

function segmentAsJson(segment: SegmentView): unknown {
  return Object.fromEntries(
    Object.entries(segment).map(([name, value]) => [
      name,
      ArrayBuffer.isView(value) ? Array.from(value as Column) : value,
    ]),
  );
}

type SentColumns = BucketColumns & Pick<SegmentView, (typeof OPTIONAL_COLUMNS)[number]>;

function sliced(columns: Record<string, Column>, from: number, to: number): SentColumns {
  const cut = Object.entries(columns).map(([name, column]) => [name, column.subarray(from, to)]);
  // packSeries wrote exactly the columns of BucketColumns, and those of OPTIONAL_COLUMNS that were asked for.
  return Object.fromEntries(cut) as SentColumns;
}

function joined<T extends Column>(target: T, parts: readonly T[]): T {
  let at = 0;
  for (const part of parts) {
    target.set(part, at);
    at += part.length;
  }
  return target;
}
