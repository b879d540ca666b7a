/** Finds the segments of a series, and the rows of a range of steps in them, from summaries wherever they suffice. */
import { type Segment, segmentsOf, supersededFromSteps } from "../../model/index.ts";
import type { ChunkedSeries } from "./chunked-series.ts";

export interface ChunkedSegment extends Segment {
  readonly firstStep: number;
  readonly lastStep: number;
}

type GrowingSegment = { -readonly [Name in keyof ChunkedSegment]: ChunkedSegment[Name] };

/** The same segments as `segmentsOf` finds on all steps. Opens only chunks in which steps go back. */
export function chunkedSegments(series: ChunkedSeries): ChunkedSegment[] {
  const segments: GrowingSegment[] = [];
  for (const stretch of monotoneStretches(series)) {
    const before = segments.at(-1);
    if (before === undefined || stretch.firstStep < before.lastStep) {
      segments.push({ ...stretch, supersededFromStep: null });
    } else {
      before.to = stretch.to;
      before.lastStep = stretch.lastStep;
    }
  }
  const superseded = supersededFromSteps(segments);
  return segments.map((segment, i) => ({ ...segment, supersededFromStep: superseded[i] ?? null }));
}

type MonotoneStretch = Omit<ChunkedSegment, "supersededFromStep">;

/** Whole chunks, and the parts of those in which steps go back. */
function* monotoneStretches(series: ChunkedSeries): Generator<MonotoneStretch> {
  for (let number = 0; number < series.chunks.length; number++) {
    const chunk = series.chunks[number];
    if (chunk === undefined) continue;
    const { from, to, summary } = chunk;
    if (summary.isMonotone) {
      yield { from, to, firstStep: summary.firstStep, lastStep: summary.lastStep };
      continue;
    }
    const { steps } = series.pointsOf(number);
    for (const part of segmentsOf(steps)) {
      const firstStep = steps[part.from] ?? Number.NaN;
      const lastStep = steps[part.to - 1] ?? Number.NaN;
      yield { from: from + part.from, to: from + part.to, firstStep, lastStep };
    }
  }
}

/** First row of the segment whose step is at least `step`; its end where there is none. Opens one chunk at most. */
export function firstRowAtLeast(series: ChunkedSeries, segment: ChunkedSegment, step: number): number {
  return firstRow(series, segment, (other) => other >= step);
}

/** First row of the segment whose step is larger than `step`; its end where there is none. Opens one chunk at most. */
export function firstRowAbove(series: ChunkedSeries, segment: ChunkedSegment, step: number): number {
  return firstRow(series, segment, (other) => other > step);
}

function firstRow(series: ChunkedSeries, segment: ChunkedSegment, isPast: (step: number) => boolean): number {
  if (isPast(segment.firstStep)) return segment.from;
  if (!isPast(segment.lastStep)) return segment.to;
  const lastChunk = series.chunkOf(segment.to - 1);
  const firstChunk = series.chunkOf(segment.from);
  // A chunk before the segment's last one ends inside the segment.
  const chunk = bisect(firstChunk, lastChunk, (number) =>
    isPast(series.chunks[number]?.summary.lastStep ?? Number.NaN),
  );
  const { from, to } = series.chunks[chunk] ?? segment;
  return bisect(Math.max(from, segment.from), Math.min(to, segment.to) - 1, (row) =>
    isPast(series.stepAt(row)),
  );
}

/** First whole number from `low` on for which `isPast` holds, or `high`; `isPast` must be monotone. */
function bisect(low: number, high: number, isPast: (at: number) => boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isPast(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
