/** What static plots with two axes share: room for labels, ticks, grid, title and legend. */
import { formatStepShort, formatTicks, formatUnevenTick } from "./number-format.ts";
import { LABEL_SIZE, PAPER_COLOURS, roughTextWidth, TICK_SIZE, TITLE_SIZE } from "./paper-look.ts";
import { linearScale, logScale, type Scale } from "./scale.ts";
import { element, escaped } from "./svg.ts";
import { linearTicks, logTicks } from "./ticks.ts";

export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface AxisPlan {
  readonly domain: readonly [low: number, high: number];
  readonly label: string;
  readonly isLog?: boolean;
  /** Steps are written short: 12.4k. */
  readonly areSteps?: boolean;
}

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly dash: string;
}

export interface PlannedPlot {
  readonly frame: PlotFrame;
  readonly x: Scale;
  readonly y: Scale;
  /** Grid, axes, labels, title and legend, as markup. */
  readonly furniture: readonly string[];
}

export interface PlotRequest {
  readonly size: { readonly width: number; readonly height: number };
  readonly title: string;
  readonly xAxis: AxisPlan;
  readonly yAxis: AxisPlan;
  readonly legend: readonly LegendEntry[];
}

const GAP = 8;
const RIGHT_MARGIN = 16;
const PIXELS_PER_X_TICK = 80;
const PIXELS_PER_Y_TICK = 44;
const LEGEND_ROW = 16;
const LEGEND_LINE = 22;

export function planPlot({ size, title, xAxis, yAxis, legend }: PlotRequest): PlannedPlot {
  const rows = legendRows(legend, size.width - 2 * RIGHT_MARGIN);
  const top =
    GAP +
    (title === "" ? 0 : TITLE_SIZE + GAP) +
    (legend.length < 2 ? 0 : rows.length * LEGEND_ROW + GAP / 2);
  const bottom = size.height - (TICK_SIZE + LABEL_SIZE + 3 * GAP);
  const yTicks = ticksOf(yAxis, (bottom - top) / PIXELS_PER_Y_TICK);
  const yLabels = labelsOf(yAxis, yTicks);
  const widest = Math.max(0, ...yLabels.map((text) => roughTextWidth(text, TICK_SIZE)));
  const left = widest + 2 * GAP + (yAxis.label === "" ? 0 : LABEL_SIZE + GAP);
  const frame = { ...size, left, right: size.width - RIGHT_MARGIN, top, bottom };
  const x = scaleOf(xAxis, [left, frame.right]);
  const y = scaleOf(yAxis, [bottom, top]);
  const xTicks = ticksOf(xAxis, (frame.right - left) / PIXELS_PER_X_TICK);
  return {
    frame,
    x,
    y,
    furniture: [
      element("rect", { width: size.width, height: size.height, fill: PAPER_COLOURS.ground }),
      ...yTicks.map((tick, i) => yTick(frame, y.at(tick), yLabels[i] ?? "")),
      ...labelsOf(xAxis, xTicks).map((text, i) => xTick(frame, x.at(xTicks[i] ?? 0), text)),
      axisLines(frame),
      ...names(frame, { title, xLabel: xAxis.label, yLabel: yAxis.label }),
      ...(legend.length < 2 ? [] : legendMarks(rows, title === "" ? GAP : GAP + TITLE_SIZE + GAP)),
    ],
  };
}

/** Text as static figures set it. */
export function plotText(
  text: string,
  at: {
    x: number;
    y: number;
    size: number;
    anchor?: string;
    colour?: string;
    weight?: number;
    transform?: string;
  },
): string {
  const { x, y, size, anchor = "start", colour = PAPER_COLOURS.ink, weight = 400, transform } = at;
  const turned = transform === undefined ? {} : { transform };
  return element(
    "text",
    { x, y, "font-size": size, "text-anchor": anchor, fill: colour, "font-weight": weight, ...turned },
    escaped(text),
  );
}

function scaleOf({ domain, isLog }: AxisPlan, range: readonly [number, number]): Scale {
  return isLog === true ? logScale({ domain, range }) : linearScale({ domain, range });
}

function ticksOf({ domain: [low, high], isLog }: AxisPlan, count: number): number[] {
  const wanted = Math.max(2, Math.floor(count));
  return isLog === true ? logTicks(low, high, wanted) : linearTicks(low, high, wanted);
}

function labelsOf({ isLog, areSteps }: AxisPlan, ticks: readonly number[]): string[] {
  if (areSteps === true) return ticks.map(formatStepShort);
  return isLog === true ? ticks.map(formatUnevenTick) : formatTicks(ticks);
}

function yTick({ left, right }: PlotFrame, y: number, text: string): string {
  const line = element("line", {
    x1: left,
    x2: right,
    y1: y,
    y2: y,
    stroke: PAPER_COLOURS.grid,
    "stroke-width": 0.8,
  });
  return (
    line +
    plotText(text, {
      x: left - GAP,
      y: y + TICK_SIZE / 3,
      size: TICK_SIZE,
      anchor: "end",
      colour: PAPER_COLOURS.faint,
    })
  );
}

function xTick({ bottom }: PlotFrame, x: number, text: string): string {
  const line = element("line", {
    x1: x,
    x2: x,
    y1: bottom,
    y2: bottom + GAP / 2,
    stroke: PAPER_COLOURS.faint,
  });
  return (
    line +
    plotText(text, {
      x,
      y: bottom + GAP + TICK_SIZE,
      size: TICK_SIZE,
      anchor: "middle",
      colour: PAPER_COLOURS.faint,
    })
  );
}

function axisLines({ left, right, top, bottom }: PlotFrame): string {
  const path = `M${left} ${top}V${bottom}H${right}`;
  return element("path", { d: path, fill: "none", stroke: PAPER_COLOURS.faint });
}

function names(
  { left, right, top, bottom, height }: PlotFrame,
  { title, xLabel, yLabel }: Record<"title" | "xLabel" | "yLabel", string>,
): string[] {
  const middle = (top + bottom) / 2;
  const x = LABEL_SIZE + GAP / 2;
  return [
    ...(title === ""
      ? []
      : [plotText(title, { x: left, y: GAP + TITLE_SIZE, size: TITLE_SIZE, weight: 700 })]),
    ...(xLabel === ""
      ? []
      : [plotText(xLabel, { x: (left + right) / 2, y: height - GAP, size: LABEL_SIZE, anchor: "middle" })]),
    ...(yLabel === ""
      ? []
      : [
          plotText(yLabel, {
            x,
            y: middle,
            size: LABEL_SIZE,
            anchor: "middle",
            transform: `rotate(-90 ${x} ${middle})`,
          }),
        ]),
  ];
}

function legendRows(legend: readonly LegendEntry[], width: number): LegendEntry[][] {
  const rows: LegendEntry[][] = [];
  let room = 0;
  for (const entry of legend) {
    const needed = legendWidth(entry);
    if (needed > room || rows.length === 0) {
      rows.push([]);
      room = width;
    }
    rows.at(-1)?.push(entry);
    room -= needed;
  }
  return rows;
}

function legendWidth({ name }: LegendEntry): number {
  return LEGEND_LINE + GAP + roughTextWidth(name, TICK_SIZE) + 2 * GAP;
}

function legendMarks(rows: readonly (readonly LegendEntry[])[], top: number): string[] {
  return rows.flatMap((row, index) => {
    let x = RIGHT_MARGIN;
    const y = top + index * LEGEND_ROW + LEGEND_ROW / 2;
    return row.map((entry) => {
      const { name, colour, dash } = entry;
      const line = element("line", {
        x1: x,
        x2: x + LEGEND_LINE,
        y1: y,
        y2: y,
        stroke: colour,
        "stroke-width": 1.6,
        "stroke-dasharray": dash,
      });
      const text = plotText(name, { x: x + LEGEND_LINE + GAP, y: y + TICK_SIZE / 3, size: TICK_SIZE });
      x += legendWidth(entry);
      return line + text;
    });
  });
}
