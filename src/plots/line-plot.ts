/** A static plot of series over steps, with every extreme of the points in it. */
import { viewOf } from "../model/index.ts";
import { PAPER_COLOURS, PAPER_SIZE, TICK_SIZE } from "./paper-look.ts";
import { type PlannedPlot, planPlot, plotText } from "./plot-frame.ts";
import { coordinate, element, svgDocument } from "./svg.ts";

export interface PlottedSeries {
  readonly name: string;
  readonly colour: string;
  /** As SVG writes it: "4 3"; "" for a solid line. */
  readonly dash: string;
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** Bounds of an interval around the values, one each; drawn as a band. */
  readonly low?: Float64Array;
  readonly high?: Float64Array;
}

/** A value that something should be read against, such as the loss of an undecided discriminator. */
export interface PlottedLevel {
  readonly value: number;
  readonly label: string;
  readonly colour: string;
}

export interface LinePlotRequest {
  readonly title: string;
  readonly yLabel: string;
  readonly series: readonly PlottedSeries[];
  readonly levels?: readonly PlottedLevel[];
  readonly size?: { readonly width: number; readonly height: number };
  /** Fixes the vertical axis, such as [0, 1] for shares. */
  readonly yDomain?: readonly [number, number];
  readonly isLog?: boolean;
}

const LINE_WIDTH = 1.3;
const BAND_OPACITY = 0.18;
/** Above and below the data, as a share of its range. */
const HEADROOM = 0.04;
/** Buckets a pixel: two vertices each draw the extremes where they are. */
const BUCKETS_PER_PIXEL = 1;

/** An SVG document. Points that are not finite leave a gap. */
export function linePlot(request: LinePlotRequest): string {
  const { title, yLabel, series, levels = [], size = PAPER_SIZE, isLog = false } = request;
  const drawn = series.map((one) => ({ series: one, path: reduced(one, size.width) }));
  const plan = planPlot({
    size,
    title,
    xAxis: {
      domain: rangeOf(
        series.map(({ steps }) => steps),
        false,
      ),
      label: "step",
      areSteps: true,
    },
    yAxis: { domain: request.yDomain ?? valueDomain(request), label: yLabel, isLog },
    legend: series.map(({ name, colour, dash }) => ({ name, colour, dash })),
  });
  return svgDocument(size, title === "" ? yLabel : title, [
    ...plan.furniture,
    ...drawn.map(({ series: one }) => band(one, plan)),
    ...levels.map((level) => levelLine(level, plan)),
    ...drawn.map(({ series: { colour, dash }, path }) =>
      element("path", {
        d: pathData(path.steps, path.values, plan),
        fill: "none",
        stroke: colour,
        "stroke-width": LINE_WIDTH,
        "stroke-dasharray": dash,
        "stroke-linejoin": "round",
      }),
    ),
  ]);
}

interface Path {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** Where several points share a pixel, their extremes in the order of their steps. */
function reduced({ steps, values }: PlottedSeries, width: number): Path {
  const { segments, bucketWidth } = viewOf(
    { steps, wallTimes: steps, values },
    { run: "", tag: "", maxBuckets: width * BUCKETS_PER_PIXEL },
  );
  const path = { steps: [] as number[], values: [] as number[] };
  for (const { mins, maxs, minSteps, maxSteps, lasts, lastSteps } of segments) {
    for (let at = 0; at < mins.length; at++) {
      const low = [minSteps[at] ?? 0, mins[at] ?? Number.NaN] as const;
      const high = [maxSteps[at] ?? 0, maxs[at] ?? Number.NaN] as const;
      const last = [lastSteps[at] ?? 0, lasts[at] ?? Number.NaN] as const;
      const vertices = bucketWidth === 0 ? [last] : low[0] <= high[0] ? [low, high, last] : [high, low, last];
      for (const [step, value] of vertices) {
        path.steps.push(step);
        path.values.push(value);
      }
    }
    path.steps.push(Number.NaN);
    path.values.push(Number.NaN);
  }
  return path;
}

function pathData(steps: ArrayLike<number>, values: ArrayLike<number>, { x, y }: PlannedPlot): string {
  let data = "";
  let isPenUp = true;
  for (let at = 0; at < values.length; at++) {
    const [px, py] = [x.at(steps[at] ?? Number.NaN), y.at(values[at] ?? Number.NaN)];
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      isPenUp = true;
      continue;
    }
    data += `${isPenUp ? "M" : "L"}${coordinate(px)} ${coordinate(py)}`;
    isPenUp = false;
  }
  return data;
}

function band({ steps, low, high, colour }: PlottedSeries, { x, y }: PlannedPlot): string {
  if (low === undefined || high === undefined) return "";
  const kept = Array.from(steps, (_, at) => at).filter(
    (at) => Number.isFinite(low[at]) && Number.isFinite(high[at]),
  );
  if (kept.length === 0) return "";
  const point = (at: number, bound: Float64Array) =>
    `${coordinate(x.at(steps[at] ?? 0))} ${coordinate(y.at(bound[at] ?? 0))}`;
  const outline = [...kept.map((at) => point(at, high)), ...kept.toReversed().map((at) => point(at, low))];
  return element("path", { d: `M${outline.join("L")}Z`, fill: colour, "fill-opacity": BAND_OPACITY });
}

function levelLine({ value, label, colour }: PlottedLevel, { frame, y }: PlannedPlot): string {
  const at = y.at(value);
  if (!(at >= frame.top && at <= frame.bottom)) return "";
  const line = element("line", {
    x1: frame.left,
    x2: frame.right,
    y1: at,
    y2: at,
    stroke: colour,
    "stroke-dasharray": "2 3",
  });
  return (
    line +
    plotText(label, {
      x: frame.right,
      y: at - TICK_SIZE / 2,
      size: TICK_SIZE,
      anchor: "end",
      colour: PAPER_COLOURS.faint,
    })
  );
}

function valueDomain({ series, levels = [], isLog = false }: LinePlotRequest): readonly [number, number] {
  const columns = series.flatMap(({ values, low, high }) => [values, low ?? [], high ?? []]);
  const [from, to] = rangeOf([...columns, levels.map(({ value }) => value)], isLog);
  if (isLog) return [from, to];
  const room = (to - from) * HEADROOM;
  return [from >= 0 && from - room < 0 ? 0 : from - room, to + room];
}

/** Of the finite numbers, for a logarithm of the positive ones; never empty. */
function rangeOf(columns: readonly ArrayLike<number>[], isPositive: boolean): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const column of columns) {
    for (let at = 0; at < column.length; at++) {
      const value = column[at] ?? Number.NaN;
      if (!Number.isFinite(value) || (isPositive && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(high >= low)) return isPositive ? [1, 10] : [0, 1];
  return high > low ? [low, high] : isPositive ? [low / 2, low * 2] : [low - 1 / 2, low + 1 / 2];
}
