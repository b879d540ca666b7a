/** Layer norms through time on a logarithmic scale, pooled by pixel so that a one-step spike survives. */
import { NON_FINITE_MASK, type SeriesView } from "../../model/index.ts";
import type { Scale } from "../../plots/index.ts";
import { isSuperseded } from "./polyline.ts";
import { columnEnds } from "./time-columns.ts";

/** A pixel of a layer: log10 of a norm, or one of these. */
export const CELL_MISSING = Number.NaN;
/** NaN or infinite was logged there. */
export const CELL_NON_FINITE = Number.POSITIVE_INFINITY;
/** The norm is exactly zero: no gradient arrives. */
export const CELL_ZERO = Number.NEGATIVE_INFINITY;

export interface LayerField {
  /** [pixelCount] of log10 norms or the special cells above. */
  readonly cells: Float64Array;
  /** log10 of the median norm in sight; NaN when no norm is positive. */
  readonly medianLog: number;
}

interface FieldRequest {
  readonly time: Scale;
  /** Pixel of `time` where the cells begin, and how many there are. */
  readonly left: number;
  readonly pixelCount: number;
  /** `relative` keeps the value farthest from the median, `absolute` the greatest. */
  readonly mode: "absolute" | "relative";
}

export function layerField(view: SeriesView, request: FieldRequest): LayerField {
  const medianLog = medianLogOf(view, request.time);
  const cells = new Float64Array(request.pixelCount).fill(CELL_MISSING);
  for (const segment of view.segments) {
    const { firstSteps, counts } = segment;
    const ends = columnEnds(firstSteps);
    for (let bucket = 0; bucket < counts.length; bucket++) {
      if (isSuperseded(segment, bucket)) continue;
      const from = firstSteps[bucket] ?? 0;
      poolInto(cells, cellValue(segment, bucket, { mode: request.mode, medianLog }), {
        from: Math.floor(request.time.at(from) - request.left),
        to: Math.ceil(request.time.at(ends[bucket] ?? from) - request.left),
        pool: (old, value) => stronger(old, value, { mode: request.mode, medianLog }),
      });
    }
  }
  return { cells, medianLog };
}

interface Judgement {
  readonly mode: "absolute" | "relative";
  readonly medianLog: number;
}

function cellValue(
  { mins, maxs, masks }: SeriesView["segments"][number],
  bucket: number,
  judgement: Judgement,
): number {
  const anyNonFinite = NON_FINITE_MASK.nan | NON_FINITE_MASK.plusInfinity | NON_FINITE_MASK.minusInfinity;
  if (((masks[bucket] ?? 0) & anyNonFinite) !== 0) return CELL_NON_FINITE;
  return stronger(logOf(mins[bucket] ?? Number.NaN), logOf(maxs[bucket] ?? Number.NaN), judgement);
}

function logOf(norm: number): number {
  if (Number.isNaN(norm)) return CELL_MISSING;
  return norm <= 0 ? CELL_ZERO : Math.log10(norm);
}

/** Which of two values a pixel shows: the one a reader must not miss. */
function stronger(one: number, other: number, { mode, medianLog }: Judgement): number {
  if (Number.isNaN(one)) return other;
  if (Number.isNaN(other)) return one;
  if (mode === "absolute" || Number.isNaN(medianLog) || one === CELL_NON_FINITE || other === CELL_NON_FINITE)
    return Math.max(one, other);
  return Math.abs(other - medianLog) > Math.abs(one - medianLog) ? other : one;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly pool: (old: number, value: number) => number;
}

function poolInto(cells: Float64Array, value: number, { from, to, pool }: Stretch): void {
  if (from > cells.length) return;
  // A value at the very end of the axis gets the last pixel.
  const start = Math.max(0, Math.min(from, cells.length - 1));
  const end = Math.min(cells.length, Math.max(to, start + 1));
  for (let x = start; x < end; x++) cells[x] = pool(cells[x] ?? CELL_MISSING, value);
}

function medianLogOf(view: SeriesView, time: Scale): number {
  const logs: number[] = [];
  const [fromStep, toStep] = time.domain;
  for (const segment of view.segments) {
    segment.lasts.forEach((norm, bucket) => {
      const step = segment.lastSteps[bucket] ?? 0;
      const isVisible = step >= fromStep && step <= toStep && !isSuperseded(segment, bucket);
      if (isVisible && norm > 0) logs.push(Math.log10(norm));
    });
  }
  logs.sort((a, b) => a - b);
  return logs[logs.length >> 1] ?? Number.NaN;
}
