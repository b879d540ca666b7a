/** Histograms as shares of their samples: on pixels for heat maps, in numbers for read-outs. */
import { formatPercent, type Scale } from "../../plots/index.ts";
import type { HistogramSeries, StepRange } from "./props.ts";

/** Shares are told per this many CSS pixels of the value axis, so that unequal bins compare. */
export const SHARE_PIXELS = 4;

/** What the two ends of a colour key stand for. */
export function shareKeyText(greatest: number): string {
  const percent = formatPercent(Math.round(greatest * 100) / 100);
  return `0–${percent} per ${SHARE_PIXELS} px`;
}

export function binCountOf({ edges }: HistogramSeries): number {
  return Math.max(0, edges.length - 1);
}

export function sampleCount(histogram: HistogramSeries, column: number): number {
  const bins = binCountOf(histogram);
  let total = 0;
  for (let bin = 0; bin < bins; bin++) total += histogram.counts[column * bins + bin] ?? 0;
  return total;
}

/** The series cut down to one column. */
export function onlyColumn({ steps, edges, counts }: HistogramSeries, column: number): HistogramSeries {
  const bins = edges.length - 1;
  return {
    steps: steps.subarray(column, column + 1),
    edges,
    counts: counts.subarray(column * bins, (column + 1) * bins),
  };
}

interface RowRequest {
  /** CSS pixels of the value axis. */
  readonly scale: Scale;
  /** Top of the first row and height of each, in CSS pixels. */
  readonly top: number;
  readonly rowHeight: number;
  readonly rowCount: number;
}

/**
 * Share of a column's samples in each pixel row, per `SHARE_PIXELS` of height:
 * [columnCount × rowCount], row-major. Mass is taken as even inside a bin. NaN for a column without samples.
 */
export function shareRows(histogram: HistogramSeries, request: RowRequest): Float64Array {
  const { rowCount } = request;
  const bins = binCountOf(histogram);
  const columns = histogram.steps.length;
  const overlaps = binOverlaps(histogram.edges, request);
  const out = new Float64Array(columns * rowCount);
  for (let column = 0; column < columns; column++) {
    const total = sampleCount(histogram, column);
    if (total === 0) {
      out.fill(Number.NaN, column * rowCount, (column + 1) * rowCount);
      continue;
    }
    for (const { bin, row, share } of overlaps) {
      const at = column * rowCount + row;
      out[at] = (out[at] ?? 0) + ((histogram.counts[column * bins + bin] ?? 0) / total) * share;
    }
  }
  return out;
}

interface Overlap {
  readonly bin: number;
  readonly row: number;
  /** Part of the bin's mass that falls on the row, per `SHARE_PIXELS` of height. */
  readonly share: number;
}

function binOverlaps(edges: Float64Array, { scale, top, rowHeight, rowCount }: RowRequest): Overlap[] {
  const overlaps: Overlap[] = [];
  for (let bin = 0; bin + 1 < edges.length; bin++) {
    const ends = [scale.at(edges[bin] ?? 0), scale.at(edges[bin + 1] ?? 0)];
    const from = Math.max(0, (Math.min(...ends) - top) / rowHeight);
    const to = Math.min(rowCount, Math.max((Math.max(...ends) - top) / rowHeight, from + THINNEST_ROWS));
    for (let row = Math.floor(from); row < to; row++) {
      const covered = Math.min(to, row + 1) - Math.max(from, row);
      if (covered <= 0 || row >= rowCount) continue;
      overlaps.push({ bin, row, share: (covered / (to - from)) * (SHARE_PIXELS / rowHeight) });
    }
  }
  return overlaps;
}

/** A bin of no width still is one row. */
const THINNEST_ROWS = 1e-6;

/** The greatest of `shareRows` among the columns in sight, at most 1; 0 when there is none. */
export function greatestShare(
  { steps }: HistogramSeries,
  rows: Float64Array,
  { from, to }: StepRange,
): number {
  const rowCount = rows.length / Math.max(1, steps.length);
  let greatest = 0;
  steps.forEach((step, column) => {
    if (step < from || step > to) return;
    for (const share of rows.subarray(column * rowCount, (column + 1) * rowCount)) {
      // Not Math.max, which would pass on the NaN of an empty column.
      if (share > greatest) greatest = share;
    }
  });
  return Math.min(1, greatest);
}

/** Smallest and largest edge with mass among the columns in sight; null when there is none. */
export function massRange(histogram: HistogramSeries, { from, to }: StepRange): [number, number] | null {
  const bins = binCountOf(histogram);
  let first = bins;
  let last = -1;
  histogram.steps.forEach((step, column) => {
    if (step < from || step > to) return;
    for (let bin = 0; bin < bins; bin++) {
      if ((histogram.counts[column * bins + bin] ?? 0) === 0) continue;
      first = Math.min(first, bin);
      last = Math.max(last, bin);
    }
  });
  return last < first ? null : [histogram.edges[first] ?? 0, histogram.edges[last + 1] ?? 0];
}

/** Share of a column's samples above `threshold`; NaN for an empty column. */
export function shareAbove(histogram: HistogramSeries, column: number, threshold: number): number {
  const bins = binCountOf(histogram);
  let above = 0;
  for (let bin = 0; bin < bins; bin++) {
    const [left, right] = [histogram.edges[bin] ?? 0, histogram.edges[bin + 1] ?? 0];
    const part =
      right > left
        ? Math.min(1, Math.max(0, (right - threshold) / (right - left)))
        : Number(left > threshold);
    above += (histogram.counts[column * bins + bin] ?? 0) * part;
  }
  return above / sampleCount(histogram, column);
}

/** The value that half of a column's samples lie below, mass taken as even inside a bin; NaN for none. */
export function medianOf(histogram: HistogramSeries, column: number): number {
  const bins = binCountOf(histogram);
  const half = sampleCount(histogram, column) / 2;
  let below = 0;
  for (let bin = 0; bin < bins; bin++) {
    const count = histogram.counts[column * bins + bin] ?? 0;
    if (count > 0 && below + count >= half) {
      const [left, right] = [histogram.edges[bin] ?? 0, histogram.edges[bin + 1] ?? 0];
      return left + ((half - below) / count) * (right - left);
    }
    below += count;
  }
  return Number.NaN;
}

/** Median of |bin middle| over all samples in sight: where an asinh axis turns from linear to logarithmic. */
export function medianMagnitude(histogram: HistogramSeries, { from, to }: StepRange): number {
  const bins = binCountOf(histogram);
  const mass = new Float64Array(bins);
  histogram.steps.forEach((step, column) => {
    if (step < from || step > to) return;
    for (let bin = 0; bin < bins; bin++) {
      mass[bin] = (mass[bin] ?? 0) + (histogram.counts[column * bins + bin] ?? 0);
    }
  });
  const middleOf = (bin: number) =>
    Math.abs(((histogram.edges[bin] ?? 0) + (histogram.edges[bin + 1] ?? 0)) / 2);
  const order = [...mass.keys()].sort((a, b) => middleOf(a) - middleOf(b));
  const half = mass.reduce((sum, count) => sum + count, 0) / 2;
  let below = 0;
  for (const bin of order) {
    below += mass[bin] ?? 0;
    if (below >= half && below > 0) return middleOf(bin);
  }
  return 0;
}
