/** Histograms through time on one set of edges, so that they can be drawn as one picture. */
import { type HistogramsColumns, type HistogramsHeader, packColumns } from "../api/index.ts";
import { asinhEdges, type Histogram, rebin } from "../model/index.ts";
import type { BlobIndex } from "../store/index.ts";
import type { Board } from "./board.ts";
import { readableRows } from "./readable-rows.ts";

export interface HistogramsAsk {
  readonly run: string;
  readonly tag: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly columns: number;
  readonly bins: number;
}

/** Past this ratio of largest to typical magnitude, linear bins would put nearly all mass in one. */
const WIDE_RANGE_RATIO = 20;
/** More edges than this are no one list, but every histogram's own. */
const MOST_COMMON_EDGES = 1_024;

export async function histogramsAnswer(board: Board, ask: HistogramsAsk): Promise<Uint8Array<ArrayBuffer>> {
  const index = await board.store.blobs(ask.run, ask.tag);
  const inRange = rowsBetween(index, ask.from, ask.to);
  const picked = evenlyPicked(inRange, ask.columns);
  const { rows, values: histograms } = await readableRows(picked, (some) =>
    board.values.histograms(ask.run, ask.tag, some),
  );
  const edges = sharedEdges(histograms, ask.bins);
  const binCount = Math.max(0, edges.length - 1);
  const counts = new Float64Array(rows.length * binCount);
  histograms.forEach((histogram, i) => {
    counts.set(rebin(histogram, edges), i * binCount);
  });
  const header: HistogramsHeader = {
    run: ask.run,
    tag: ask.tag,
    total: inRange.length,
    unreadable: picked.length - rows.length,
    low: edges[0] ?? 0,
    high: edges[binCount] ?? 0,
    binCount,
  };
  const columns: HistogramsColumns = {
    steps: Float64Array.from(rows, (row) => Number(index.steps[row] ?? 0n)),
    wallTimes: Float64Array.from(rows, (row) => index.wallTimes[row] ?? 0),
    edges,
    counts,
  };
  return packColumns(header, { ...columns });
}

function rowsBetween(
  index: BlobIndex,
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): number[] {
  const rows: number[] = [];
  for (let row = 0; row < index.steps.length; row++) {
    const step = Number(index.steps[row] ?? 0n);
    if (step >= from && step <= to) rows.push(row);
  }
  return rows;
}

/** At most `count` of `items`, evenly spaced by position, first and last included. */
export function evenlyPicked<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  const picked: T[] = [];
  for (let i = 0; i < count; i++) {
    const item = items[Math.round((i * (items.length - 1)) / Math.max(1, count - 1))];
    if (item !== undefined) picked.push(item);
  }
  return picked;
}

/**
 * The writer's own edges when the histograms are all stretches of one edge list (nothing is smeared),
 * otherwise `bins` bins over the range that holds mass: linear, or asinh-spaced when the range is wide.
 */
export function sharedEdges(histograms: readonly Histogram[], bins: number): Float64Array {
  if (histograms.length === 0) return new Float64Array(0);
  const common = commonEdges(histograms);
  if (common !== null) return common;
  const { low, high, typical } = rangeOf(histograms);
  const limit = Math.max(Math.abs(low), Math.abs(high));
  if (typical > 0 && limit > typical * WIDE_RANGE_RATIO) {
    return asinhEdges(bins + 1, limit, typical).filter(
      (edge, i, all) => isNeeded(i, all, low, high) || edge === 0,
    );
  }
  return Float64Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins);
}

/** All edges that occur, if each histogram's own are consecutive among them; otherwise null. */
function commonEdges(histograms: readonly Histogram[]): Float64Array | null {
  const own: Float64Array[] = [];
  for (const histogram of histograms) {
    if (histogram.counts.length === 0) continue;
    const edges = contiguousEdges(histogram);
    if (edges === null) return null;
    own.push(edges);
  }
  const all = Float64Array.from(new Set(own.flatMap((edges) => [...edges]))).sort();
  if (own.length === 0 || all.length > MOST_COMMON_EDGES) return null;
  const position = new Map(Array.from(all, (edge, i) => [edge, i]));
  const areStretches = own.every(
    (edges) =>
      (position.get(edges.at(-1) ?? 0) ?? 0) - (position.get(edges[0] ?? 0) ?? 0) === edges.length - 1,
  );
  return areStretches ? all : null;
}

/** Keeps an edge when the bin on either side of it overlaps [low, high]. */
function isNeeded(i: number, edges: Float64Array, low: number, high: number): boolean {
  return (
    (edges[i + 1] ?? Number.POSITIVE_INFINITY) >= low && (edges[i - 1] ?? Number.NEGATIVE_INFINITY) <= high
  );
}

function contiguousEdges({ lefts, rights }: Histogram): Float64Array | null {
  const edges = new Float64Array(lefts.length + 1);
  for (let i = 0; i < lefts.length; i++) {
    if (i > 0 && lefts[i] !== rights[i - 1]) return null;
    if (!((rights[i] ?? 0) > (lefts[i] ?? 0))) return null;
    edges[i] = lefts[i] ?? 0;
    edges[i + 1] = rights[i] ?? 0;
  }
  return lefts.length === 0 ? null : edges;
}

/** Range with mass, and the mean magnitude of what is not zero. Empty histograms give 0…1. */
function rangeOf(histograms: readonly Histogram[]): { low: number; high: number; typical: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let mass = 0;
  let magnitude = 0;
  for (const { lefts, rights, counts } of histograms) {
    for (let i = 0; i < counts.length; i++) {
      const count = counts[i] ?? 0;
      if (count === 0) continue;
      const left = lefts[i] ?? 0;
      const right = rights[i] ?? 0;
      low = Math.min(low, left);
      high = Math.max(high, right);
      mass += count;
      magnitude += (count * (Math.abs(left) + Math.abs(right))) / 2;
    }
  }
  if (!(high >= low)) return { low: 0, high: 1, typical: 0 };
  const isConstant = high === low;
  const half = isConstant ? Math.max(Math.abs(low), 1) / 2 : 0;
  return { low: low - half, high: high + half, typical: mass > 0 ? magnitude / mass : 0 };
}
