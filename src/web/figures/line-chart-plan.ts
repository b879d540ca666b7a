/** The geometry of a line chart: scales, ticks, and where the labels beside it stand. */
import type { SeriesView } from "../../model/index.ts";
import { linearScale, linearTicks, logScale, logTicks, type Scale } from "../../plots/index.ts";
import { spreadOut } from "./crowd.ts";
import { type Frame, frameOf, isCompact, type TimeScale, timeScale } from "./frame.ts";
import { type IntervalBand, intervalBands } from "./interval-band.ts";
import { placeLabels } from "./label-placement.ts";
import { pathsOf, type SeriesPaths, stepsOf } from "./polyline.ts";
import type { Level, LineChartProps, LineSeries, Stretch } from "./props.ts";
import { lastValue, valueAt } from "./value-at.ts";
import { valueRange } from "./value-range.ts";

export type LineChartData = Pick<
  LineChartProps,
  "series" | "levels" | "stretches" | "unit" | "yScale" | "yDomain" | "domain"
>;

export interface DrawnSeries {
  readonly series: LineSeries;
  readonly view: SeriesView;
  readonly paths: SeriesPaths;
  readonly intervals: readonly IntervalBand[];
}

export interface PlacedLabel {
  readonly drawn: DrawnSeries;
  /** Where the line ends, and where its label stands beside it. */
  readonly lineY: number;
  readonly labelY: number;
}

export interface LineChartGeometry {
  readonly frame: Frame;
  readonly time: TimeScale;
  readonly values: Scale;
  readonly isLog: boolean;
  readonly ticks: readonly number[];
  readonly drawn: readonly DrawnSeries[];
  readonly levels: readonly Level[];
  readonly stretches: readonly Stretch[];
  /** Beside the plot; empty on compact figures, which name their series in rows below it. */
  readonly labels: readonly PlacedLabel[];
  /** Series whose label found no room. */
  readonly unlabelledCount: number;
}

const PLOT_HEIGHT = 200;
const PIXELS_PER_TICK = 40;
export const KEY_ROW_HEIGHT = 20;
/** Name and value on one line; with the bucket's range below it. */
export const LABEL_LINE_HEIGHT = 15;
/** Series of a compact figure that share a row below it, so that neighbours' plots begin at one height. */
export const KEY_COLUMNS = 2;
/** Beyond them the key would be longer than the chart. */
export const MOST_KEY_ROWS = 8;

export function lineChartGeometry(data: LineChartData, width: number): LineChartGeometry {
  const { series, levels = [], domain, yScale = "linear", yDomain } = data;
  const drawn = series.flatMap(drawnSeries);
  const keyRows = Math.min(MOST_KEY_ROWS, Math.ceil(series.length / KEY_COLUMNS));
  const foot = isCompact(width) ? keyRows * KEY_ROW_HEIGHT : restHeight(drawn);
  const frame = frameOf(width, { foot, plot: PLOT_HEIGHT });
  const range = valueRange({
    views: drawn.flatMap(({ view, series: { interval } }) =>
      interval === undefined ? [view] : [view, interval.low, interval.high],
    ),
    domain,
    levels: levels.map(({ value }) => value),
    yScale,
    yDomain,
  });
  const makeScale = yScale === "log" ? logScale : linearScale;
  const values = makeScale({ domain: range, range: [frame.plot.bottom, frame.plot.top] });
  const tickCount = Math.floor(PLOT_HEIGHT / PIXELS_PER_TICK);
  const ticks = (yScale === "log" ? logTicks : linearTicks)(range[0], range[1], tickCount);
  const placed = frame.aside === null ? [] : placedLabels(drawn, { frame, values, lastStep: domain.to });
  return {
    frame,
    time: timeScale(domain, frame.plot),
    values,
    isLog: yScale === "log",
    ticks,
    drawn,
    levels,
    stretches: data.stretches ?? [],
    labels: placed,
    unlabelledCount: frame.aside === null ? 0 : drawn.length - placed.length,
  };
}

function drawnSeries(series: LineSeries): DrawnSeries[] {
  const { view, interval } = series;
  if (view === null) return [];
  const intervals = interval === undefined ? [] : intervalBands(interval.low, interval.high);
  return [{ series, view, paths: pathsOf(view), intervals }];
}

/** Buckets of several points are read as a range too, and smoothed lines as the raw value: on a second line. */
export function hasSecondLines(drawn: readonly DrawnSeries[]): boolean {
  return drawn.some(({ view, paths }) => view.bucketWidth > 0 || paths.smoothed !== null);
}

/** Room below the axis for how many lines have no label. */
function restHeight(drawn: readonly DrawnSeries[]): number {
  return drawn.length > roomForLabels(PLOT_HEIGHT, drawn) ? LABEL_LINE_HEIGHT : 0;
}

function roomForLabels(height: number, drawn: readonly DrawnSeries[]): number {
  return Math.max(1, Math.floor(height / labelHeight(drawn)));
}

function labelHeight(drawn: readonly DrawnSeries[]): number {
  return hasSecondLines(drawn) ? 2 * LABEL_LINE_HEIGHT : LABEL_LINE_HEIGHT;
}

interface PlacementContext {
  readonly frame: Frame;
  readonly values: Scale;
  readonly lastStep: number;
}

function placedLabels(drawn: readonly DrawnSeries[], context: PlacementContext): PlacedLabel[] {
  const { top, bottom } = context.frame.plot;
  const lines = drawn.map((one) => {
    const last = valueAt(one.view, context.lastStep) ?? lastValue(one.view);
    const y = context.values.at(last?.smoothed ?? last?.value ?? Number.NaN);
    return { drawn: one, lineY: Number.isFinite(y) ? Math.min(bottom, Math.max(top, y)) : bottom };
  });
  const height = labelHeight(drawn);
  const labelled = spreadOut(lines, roomForLabels(bottom - top, drawn));
  const labelYs = placeLabels(
    labelled.map(({ lineY }) => lineY),
    { height, top, bottom },
  );
  return labelled.map((line, i) => ({ ...line, labelY: labelYs[i] ?? bottom }));
}

/** Raw points in sight of the longest series; drives the caption "1 px ≈ N points". */
export function visiblePointCount({ drawn, time }: LineChartGeometry): number {
  const [from, to] = time.domain;
  const counts = drawn.map(({ view }) => {
    let points = 0;
    for (const { firstSteps, lastSteps, counts } of view.segments) {
      counts.forEach((count, bucket) => {
        if ((lastSteps[bucket] ?? 0) >= from && (firstSteps[bucket] ?? 0) <= to) points += count;
      });
    }
    return points;
  });
  return Math.max(0, ...counts);
}

/** Steps of the series with the most points: where arrow keys and the pointer stop. */
export function snapStepsOf(drawn: readonly DrawnSeries[]): Float64Array {
  const longest = drawn.reduce<DrawnSeries | null>(
    (best, one) => (best === null || one.view.pointCount > best.view.pointCount ? one : best),
    null,
  );
  return longest === null ? new Float64Array(0) : stepsOf(longest.view);
}
