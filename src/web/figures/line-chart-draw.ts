/** Draws a line chart's data: grid, levels, bands, lines, ghosts, and marks for what no axis can show. */

import { formatInUnit } from "../../plots/index.ts";
import { drawTimeAxis, drawValueAxis } from "./axes.ts";
import { drawEdgeMarks, drawRestarts } from "./edge-marks-draw.ts";
import { resolutionCaption } from "./frame.ts";
import { colourOfSeries, dashOfSeries } from "./identity.ts";
import { drawLevels } from "./line-chart-levels.ts";
import { type DrawnSeries, type LineChartGeometry, visiblePointCount } from "./line-chart-plan.ts";
import type { Path } from "./polyline.ts";
import { drawStretches } from "./stretches-draw.ts";
import { clipped, drawText, type Surface } from "./surface.ts";

const BAND_ALPHA = 0.2;
/** Fainter than the band of values that were there: of where they might have been. */
const INTERVAL_ALPHA = 0.13;
/** The lines pass through the same extremes; more bands than this hide each other and everything else. */
const MOST_BANDS = 12;
const GHOST_ALPHA = 0.35;
/** Vertices a pixel from which a line turns into texture: thinner then, and never dashed. */
const DENSE_FROM = 0.75;
const LINE_WIDTH = 1.75;
const DENSE_LINE_WIDTH = 1;
const DENSE_ALPHA = 0.8;
/** Under a dashed line, so that no extreme falls into a gap. */
const UNDER_DASH_ALPHA = 0.4;
/** The raw line beneath a smoothed one. */
const RAW_BENEATH_ALPHA = 0.4;
const RAW_BENEATH_MANY_ALPHA = 0.15;
const FEW_LINES = 3;
const DOT_RADIUS = 2.5;
/** Points farther apart than this are drawn as dots too. */
const DOTS_FROM_PIXELS = 14;

export function drawLineChart(surface: Surface, geometry: LineChartGeometry, unit: string): void {
  const { frame, time, values, ticks, drawn } = geometry;
  drawValueAxis(surface, frame.plot, { scale: values, ticks, unit, isEven: !geometry.isLog });
  drawTimeAxis(surface, frame, time);
  drawStretches(surface, frame.plot, geometry);
  const { left, right, bottom } = frame.plot;
  clipped(
    surface,
    { left: left - DOT_RADIUS, right: right + DOT_RADIUS, top: 0, bottom: bottom + DOT_RADIUS },
    () => {
      for (const one of drawn) drawIntervals(surface, geometry, one);
      if (drawn.length <= MOST_BANDS) for (const one of drawn) drawBands(surface, geometry, one);
      const backToFront = [...drawn].reverse();
      for (const one of backToFront) if (one.paths.smoothed !== null) drawRawBeneath(surface, geometry, one);
      for (const one of backToFront) drawLines(surface, geometry, one);
    },
  );
  drawLevels(surface, geometry);
  drawRestarts(surface, geometry);
  drawEdgeMarks(surface, geometry);
  drawCaption(surface, geometry);
}

function drawIntervals(
  surface: Surface,
  { time, values }: LineChartGeometry,
  { series, intervals }: DrawnSeries,
): void {
  const { context } = surface;
  context.fillStyle = colourOfSeries(surface, series);
  context.globalAlpha = INTERVAL_ALPHA;
  for (const { upper, lower } of intervals) {
    context.beginPath();
    upper.steps.forEach((step, i) => {
      context.lineTo(time.at(step), values.at(upper.values[i] ?? 0));
    });
    for (let i = lower.steps.length - 1; i >= 0; i--) {
      context.lineTo(time.at(lower.steps[i] ?? 0), values.at(lower.values[i] ?? 0));
    }
    context.fill();
  }
  context.globalAlpha = 1;
}

function drawBands(
  { context, ...surface }: Surface,
  geometry: LineChartGeometry,
  { series, paths }: DrawnSeries,
): void {
  const { time, values } = geometry;
  context.fillStyle = colourOfSeries({ context, ...surface }, series);
  context.globalAlpha = BAND_ALPHA;
  for (const { fromSteps, toSteps, mins, maxs } of paths.bands) {
    context.beginPath();
    for (let i = 0; i < maxs.length; i++) {
      context.lineTo(time.at(fromSteps[i] ?? 0), values.at(maxs[i] ?? 0));
      context.lineTo(time.at(toSteps[i] ?? 0), values.at(maxs[i] ?? 0));
    }
    for (let i = mins.length - 1; i >= 0; i--) {
      context.lineTo(time.at(toSteps[i] ?? 0), values.at(mins[i] ?? 0));
      context.lineTo(time.at(fromSteps[i] ?? 0), values.at(mins[i] ?? 0));
    }
    context.fill();
  }
  context.globalAlpha = 1;
}

function drawLines(surface: Surface, geometry: LineChartGeometry, { series, paths }: DrawnSeries): void {
  const { context } = surface;
  const { frame, drawn } = geometry;
  const colour = colourOfSeries(surface, series);
  const dash = dashOfSeries(series);
  const vertices = paths.current.values.length * (drawn.length > MOST_BANDS ? drawn.length : 1);
  const isDense = vertices / (frame.plot.right - frame.plot.left) > DENSE_FROM;
  const stroke = { colour, width: isDense ? DENSE_LINE_WIDTH : LINE_WIDTH, alpha: isDense ? DENSE_ALPHA : 1 };
  context.lineJoin = "round";
  if (paths.smoothed !== null) {
    drawSmoothed(surface, geometry, { series, paths });
    return;
  }
  strokePath(surface, geometry, paths.ghost, { colour, width: 1, alpha: GHOST_ALPHA });
  if (dash.length > 0 && !isDense) {
    strokePath(surface, geometry, paths.current, { ...stroke, alpha: UNDER_DASH_ALPHA });
    strokePath(surface, geometry, paths.current, { ...stroke, dash });
  } else strokePath(surface, geometry, paths.current, stroke);
  if (!isDense) drawDots(surface, geometry, paths.current, colour);
}

/** The raw line stays in sight, faint, or smoothing would hide what it averages away. */
function drawRawBeneath(surface: Surface, geometry: LineChartGeometry, { series, paths }: DrawnPaths): void {
  const alpha = geometry.drawn.length > FEW_LINES ? RAW_BENEATH_MANY_ALPHA : RAW_BENEATH_ALPHA;
  const raw = { colour: colourOfSeries(surface, series), width: 1, alpha };
  for (const path of [paths.ghost, paths.current]) strokePath(surface, geometry, path, raw);
}

function drawSmoothed(surface: Surface, geometry: LineChartGeometry, { series, paths }: DrawnPaths): void {
  const { smoothed } = paths;
  if (smoothed === null) return;
  const dash = dashOfSeries(series);
  const stroke = { colour: colourOfSeries(surface, series), width: LINE_WIDTH, alpha: 1 };
  if (dash.length > 0) strokePath(surface, geometry, smoothed, { ...stroke, alpha: UNDER_DASH_ALPHA });
  strokePath(surface, geometry, smoothed, { ...stroke, dash });
}

type DrawnPaths = Pick<DrawnSeries, "series" | "paths">;

interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly alpha: number;
  readonly dash?: readonly number[];
}

export function strokePath(
  { context }: Surface,
  geometry: LineChartGeometry,
  path: Path,
  stroke: Stroke,
): void {
  const { time, values } = geometry;
  context.strokeStyle = stroke.colour;
  context.lineWidth = stroke.width;
  context.globalAlpha = stroke.alpha;
  context.setLineDash([...(stroke.dash ?? [])]);
  context.beginPath();
  let isPenUp = true;
  for (let i = 0; i < path.values.length; i++) {
    const y = values.at(path.values[i] ?? Number.NaN);
    if (!Number.isFinite(y)) {
      isPenUp = true;
      continue;
    }
    const x = time.at(path.steps[i] ?? 0);
    if (isPenUp) context.moveTo(x, y);
    else context.lineTo(x, y);
    isPenUp = false;
  }
  context.stroke();
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** A point alone between gaps makes no line; points far apart deserve to be seen as such. */
function drawDots(
  { context }: Surface,
  { time, values }: LineChartGeometry,
  path: Path,
  colour: string,
): void {
  context.fillStyle = colour;
  const xAt = (i: number) =>
    Number.isFinite(values.at(path.values[i] ?? Number.NaN)) ? time.at(path.steps[i] ?? 0) : Number.NaN;
  const isFar = (from: number, to: number) => !(Math.abs(from - to) < DOTS_FROM_PIXELS);
  for (let i = 0; i < path.values.length; i++) {
    const x = xAt(i);
    if (Number.isNaN(x) || !isFar(x, xAt(i - 1)) || !isFar(x, xAt(i + 1))) continue;
    context.beginPath();
    context.arc(x, values.at(path.values[i] ?? 0), DOT_RADIUS, 0, 2 * Math.PI);
    context.fill();
  }
}

const CAPTION_DROP = 14;

/** How many points share a pixel. */
function drawCaption(surface: Surface, geometry: LineChartGeometry): void {
  const { frame } = geometry;
  const caption = resolutionCaption(visiblePointCount(geometry), frame.plot.right - frame.plot.left);
  if (caption === null || frame.aside === null) return;
  const { right } = frame.aside;
  drawText(surface, caption, {
    x: right,
    y: frame.plot.bottom + CAPTION_DROP,
    align: "right",
    colour: "ink-tertiary",
  });
}

/** A value with its unit, as read aloud. */
export function spokenValue(value: number, unit: string): string {
  return unit === "" || unit === "%" ? formatInUnit(value, unit) : `${formatInUnit(value, unit)} ${unit}`;
}
