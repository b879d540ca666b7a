/** The one question charts and rules ask of a series, and its answer. */
import type { BucketColumns, Points } from "./buckets.ts";
import { type ChartQuery, chartViewOf } from "./chart-view.ts";

export interface SeriesQuery {
  readonly run: string;
  readonly tag: string;
  /** Inclusive; undefined: from the first. */
  readonly fromStep?: number | undefined;
  /** Inclusive; undefined: to the last. */
  readonly toStep?: number | undefined;
  /** At most this many buckets a segment; where the points are no more than that they come raw. */
  readonly maxBuckets: number;
}

export interface SegmentView extends BucketColumns {
  /** See `Segment.supersededFromStep`. */
  readonly supersededFromStep: number | null;
  /** The smoothed series at each bucket's last finite point, NaN where it has none; only where asked for. */
  readonly smoothed?: Float64Array;
  /** The step of each bucket's last point; only on other axes than steps, where the places are none. */
  readonly atSteps?: Float64Array;
}

export interface SeriesView {
  readonly run: string;
  readonly tag: string;
  /** Steps a bucket spans: a power of two; 0 when every row is one raw point. */
  readonly bucketWidth: number;
  /** Raw points inside the asked range, and in the whole series. */
  readonly pointCount: number;
  readonly totalPointCount: number;
  readonly segments: readonly SegmentView[];
}

/** Reduces a whole series to the asked range and resolution at once. */
export function viewOf(points: Points, query: ChartQuery): SeriesView {
  const reduction = chartViewOf([points], query);
  for (;;) {
    const { done, value } = reduction.next();
    if (done === true) return value;
  }
}
