/** A series view as the line that is drawn: every bucket's first, least, greatest and last, in step order. */
import type { SegmentView, SeriesView } from "../../model/index.ts";

/** Vertices in step and value; a NaN value lifts the pen. */
export interface Path {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

export interface SeriesPaths {
  /** What holds: everything that no later segment rewrote. */
  readonly current: Path;
  /** What a restart superseded. */
  readonly ghost: Path;
  /** The smoothed line; null where the view carries none. */
  readonly smoothed: Path | null;
  /** Buckets of several points: the band between least and greatest. */
  readonly bands: readonly BandPart[];
}

/** A stretch of neighbouring buckets of `current`; one entry a bucket in each column. */
export interface BandPart {
  readonly fromSteps: number[];
  readonly toSteps: number[];
  readonly mins: number[];
  readonly maxs: number[];
}

interface MutablePath {
  readonly steps: number[];
  readonly values: number[];
}

export function pathsOf(view: SeriesView): SeriesPaths {
  const current: MutablePath = { steps: [], values: [] };
  const ghost: MutablePath = { steps: [], values: [] };
  const smoothed: MutablePath = { steps: [], values: [] };
  const bands: BandPart[] = [];
  for (const segment of view.segments) {
    addSmoothed(segment, smoothed);
    liftPen(current);
    liftPen(ghost);
    addSegment(segment, { current, ghost });
    bands.push(...bandsOf(segment));
  }
  return { current, ghost, smoothed: smoothed.values.length > 0 ? smoothed : null, bands };
}

/** Whether a later segment covers the bucket's steps again. A bucket that is only partly covered still holds. */
export function isSuperseded(segment: SegmentView, bucket: number): boolean {
  const { supersededFromStep, firstSteps } = segment;
  return supersededFromStep !== null && (firstSteps[bucket] ?? 0) >= supersededFromStep;
}

/** Steps at which the view has a value that holds, one a bucket, increasing. */
export function stepsOf(view: SeriesView): Float64Array {
  const steps: number[] = [];
  for (const segment of view.segments) {
    segment.lastSteps.forEach((step, bucket) => {
      if (!isSuperseded(segment, bucket)) steps.push(step);
    });
  }
  return Float64Array.from(steps).sort();
}

function addSegment(segment: SegmentView, paths: { current: MutablePath; ghost: MutablePath }): void {
  for (let bucket = 0; bucket < segment.counts.length; bucket++) {
    const isGhost = isSuperseded(segment, bucket);
    const forks = isGhost && bucket > 0 && !isSuperseded(segment, bucket - 1);
    if (forks) continuePath(paths.current, paths.ghost);
    addBucket(segment, bucket, isGhost ? paths.ghost : paths.current);
  }
}

/** The ghost leaves from where the line that holds ends, so that the fork is seen. */
function continuePath(from: MutablePath, to: MutablePath): void {
  const last = from.values.length - 1;
  if (last < 0) return;
  addVertex(to, from.steps[last] ?? 0, from.values[last] ?? Number.NaN);
}

function addBucket(segment: SegmentView, bucket: number, path: MutablePath): void {
  const first = segment.firsts[bucket] ?? Number.NaN;
  if (Number.isNaN(first)) {
    liftPen(path);
    return;
  }
  const min = { step: segment.minSteps[bucket] ?? 0, value: segment.mins[bucket] ?? first };
  const max = { step: segment.maxSteps[bucket] ?? 0, value: segment.maxs[bucket] ?? first };
  const [earlier, later] = min.step <= max.step ? [min, max] : [max, min];
  addVertex(path, segment.firstSteps[bucket] ?? 0, first);
  addVertex(path, earlier.step, earlier.value);
  addVertex(path, later.step, later.value);
  addVertex(path, segment.lastSteps[bucket] ?? 0, segment.lasts[bucket] ?? first);
  if ((segment.masks[bucket] ?? 0) !== 0) liftPen(path);
}

/** Never across a gap, and only what no later segment rewrote: what was superseded is history enough unsmoothed. */
function addSmoothed(segment: SegmentView, path: MutablePath): void {
  const { smoothed, lastSteps, masks } = segment;
  if (smoothed === undefined) return;
  liftPen(path);
  smoothed.forEach((value, bucket) => {
    if (isSuperseded(segment, bucket)) return;
    if ((masks[bucket] ?? 0) !== 0) liftPen(path);
    if (!Number.isNaN(value)) addVertex(path, lastSteps[bucket] ?? 0, value);
  });
}

function addVertex(path: MutablePath, step: number, value: number): void {
  const last = path.values.length - 1;
  if (path.values[last] === value && path.steps[last] === step) return;
  path.steps.push(step);
  path.values.push(value);
}

function liftPen(path: MutablePath): void {
  const last = path.values.length - 1;
  if (last < 0 || Number.isNaN(path.values[last])) return;
  path.steps.push(path.steps[last] ?? 0);
  path.values.push(Number.NaN);
}

function bandsOf(segment: SegmentView): BandPart[] {
  const parts: BandPart[] = [];
  let part: BandPart | null = null;
  for (let bucket = 0; bucket < segment.counts.length; bucket++) {
    const isBand = (segment.counts[bucket] ?? 0) > 1 && !Number.isNaN(segment.mins[bucket] ?? Number.NaN);
    if (!isBand || isSuperseded(segment, bucket)) {
      part = null;
      continue;
    }
    if (part === null) {
      part = { fromSteps: [], toSteps: [], mins: [], maxs: [] };
      parts.push(part);
    }
    part.fromSteps.push(segment.firstSteps[bucket] ?? 0);
    part.toSteps.push(segment.lastSteps[bucket] ?? 0);
    part.mins.push(segment.mins[bucket] ?? 0);
    part.maxs.push(segment.maxs[bucket] ?? 0);
  }
  return parts;
}
