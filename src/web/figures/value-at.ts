/** What a series said at a step: the read-out beside a chart. */
import { NON_FINITE_MASK, type SegmentView, type SeriesView } from "../../model/index.ts";
import { indexAtOrBefore } from "./nearest-step.ts";
import { isSuperseded } from "./polyline.ts";

export interface ValueAt {
  readonly step: number;
  /** The bucket's last finite value, else its non-finite one. */
  readonly value: number;
  /** The smoothed line there; null where there is none. */
  readonly smoothed: number | null;
  readonly min: number;
  readonly max: number;
  /** Points the bucket stands for. */
  readonly count: number;
}

/** The value in force at `step`, from the newest segment that had begun by then; null before the first point. */
export function valueAt(view: SeriesView, step: number): ValueAt | null {
  for (const segment of [...view.segments].reverse()) {
    const bucket = indexAtOrBefore(segment.firstSteps, step);
    if (bucket >= 0 && !isSuperseded(segment, bucket)) return readBucket(segment, bucket);
  }
  return null;
}

/** Where the line that is looked at runs at `step`: the smoothed one where there is one. NaN before the first point. */
export function heightAt(view: SeriesView, step: number): number {
  const read = valueAt(view, step);
  return read?.smoothed ?? read?.value ?? Number.NaN;
}

/** The newest point of the view. */
export function lastValue(view: SeriesView): ValueAt | null {
  return valueAt(view, Number.POSITIVE_INFINITY);
}

function readBucket(segment: SegmentView, bucket: number): ValueAt {
  const last = segment.lasts[bucket] ?? Number.NaN;
  const smoothed = segment.smoothed?.[bucket] ?? Number.NaN;
  return {
    step: segment.lastSteps[bucket] ?? 0,
    value: Number.isNaN(last) ? nonFiniteValue(segment.masks[bucket] ?? 0) : last,
    smoothed: Number.isNaN(smoothed) ? null : smoothed,
    min: segment.mins[bucket] ?? Number.NaN,
    max: segment.maxs[bucket] ?? Number.NaN,
    count: segment.counts[bucket] ?? 0,
  };
}

function nonFiniteValue(mask: number): number {
  if ((mask & NON_FINITE_MASK.nan) !== 0) return Number.NaN;
  return (mask & NON_FINITE_MASK.plusInfinity) !== 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}
