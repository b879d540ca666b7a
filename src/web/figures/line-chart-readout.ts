/** What a line chart says at a step: labels with values beside the lines, dots on them, and a sentence. */

import { formatCount, formatInUnit, formatValue } from "../../plots/index.ts";
import { labelsAround } from "./crowd.ts";
import { AXIS_HEIGHT } from "./frame.ts";
import { colourOfSeries, drawSwatch, SWATCH_WIDTH } from "./identity.ts";
import { spokenValue, strokePath } from "./line-chart-draw.ts";
import {
  type DrawnSeries,
  hasSecondLines,
  KEY_COLUMNS,
  KEY_ROW_HEIGHT,
  LABEL_LINE_HEIGHT,
  type LineChartGeometry,
  MOST_KEY_ROWS,
  type PlacedLabel,
} from "./line-chart-plan.ts";
import { placeWords } from "./places.ts";
import type { CursorPlace } from "./plan.ts";
import { colourOf, drawText, type Surface, textWidth } from "./surface.ts";
import { type ValueAt, valueAt } from "./value-at.ts";

interface ReadoutContext {
  readonly geometry: LineChartGeometry;
  readonly unit: string;
}

/** Where the pointer is, on charts with more lines than labels. */
interface PointedReadout extends ReadoutContext {
  readonly pointerY: number | null;
}

export function drawLineReadout(surface: Surface, context: PointedReadout, at: CursorPlace): void {
  const { geometry, unit, pointerY } = context;
  const isPointed = pointerY !== null && at.kind === "hover";
  const labels = isPointed ? labelsAround(geometry, { step: at.step, y: pointerY }) : geometry.labels;
  const [nearest] = labels;
  if (isPointed && nearest !== undefined) emphasise(surface, geometry, nearest.drawn);
  const dotted = geometry.unlabelledCount > 0 ? labels.map(({ drawn }) => drawn) : geometry.drawn;
  if (at.kind !== "end") for (const one of dotted) drawDot(surface, geometry, { one, step: at.step });
  if (geometry.frame.aside === null) drawKey(surface, { geometry, unit }, at.step);
  else drawAside(surface, { geometry: { ...geometry, labels }, unit }, at.step);
}

const EMPHASIS_WIDTH = 2;
const EMPHASIS_HALO_WIDTH = 4;

/** One line over all others. */
function emphasise(surface: Surface, geometry: LineChartGeometry, { series, paths }: DrawnSeries): void {
  const path = paths.smoothed ?? paths.current;
  const halo = colourOf(surface, "panel", 0.8);
  strokePath(surface, geometry, path, { colour: halo, width: EMPHASIS_HALO_WIDTH, alpha: 1 });
  const colour = colourOfSeries(surface, series);
  strokePath(surface, geometry, path, { colour, width: EMPHASIS_WIDTH, alpha: 1 });
}

const DOT_RADIUS = 3.5;

function drawDot(
  surface: Surface,
  { time, values, frame }: LineChartGeometry,
  { one, step }: { one: DrawnSeries; step: number },
): void {
  const read = valueAt(one.view, step);
  if (read === null) return;
  const x = time.at(read.step);
  const y = values.at(read.smoothed ?? read.value);
  if (!Number.isFinite(y) || x < frame.plot.left || x > frame.plot.right) return;
  const { context } = surface;
  context.beginPath();
  context.arc(x, y, DOT_RADIUS, 0, 2 * Math.PI);
  context.fillStyle = colourOfSeries(surface, one.series);
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = colourOf(surface, "panel");
  context.stroke();
}

const LEADER_LENGTH = 12;
const NAME_GAP = 6;

function drawAside(surface: Surface, { geometry, unit }: ReadoutContext, step: number): void {
  const { labels, frame, unlabelledCount, drawn } = geometry;
  const isTwoLine = hasSecondLines(drawn);
  for (const label of labels) {
    drawLeader(surface, geometry, label);
    drawLabel(surface, { geometry, unit }, { label, step, isTwoLine });
  }
  if (unlabelledCount === 0 || frame.aside === null) return;
  drawText(surface, `and ${drawn.length - labels.length} more`, {
    x: frame.aside.left,
    y: frame.plot.bottom + AXIS_HEIGHT + LABEL_LINE_HEIGHT / 2,
    colour: "ink-tertiary",
  });
}

function drawLeader(
  surface: Surface,
  { frame }: LineChartGeometry,
  { drawn, lineY, labelY }: PlacedLabel,
): void {
  const { context } = surface;
  context.strokeStyle = colourOfSeries(surface, drawn.series);
  context.globalAlpha = 0.6;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(frame.plot.right + 1, lineY);
  context.lineTo(frame.plot.right + LEADER_LENGTH - 2, labelY);
  context.stroke();
  context.globalAlpha = 1;
}

interface LabelAt {
  readonly label: PlacedLabel;
  readonly step: number;
  readonly isTwoLine: boolean;
}

function drawLabel(
  surface: Surface,
  { geometry, unit }: ReadoutContext,
  { label, step, isTwoLine }: LabelAt,
): void {
  const { aside } = geometry.frame;
  if (aside === null) return;
  const { series, view } = label.drawn;
  const read = valueAt(view, step);
  const value = read === null ? "–" : formatInUnit(read.smoothed ?? read.value, unit);
  const y = isTwoLine ? label.labelY - LABEL_LINE_HEIGHT / 2 + 1 : label.labelY;
  drawSwatch(surface, series, { x: aside.left, y });
  const nameX = aside.left + SWATCH_WIDTH + NAME_GAP;
  const valueWidth = textWidth(surface, value, { weight: 600 });
  drawText(surface, series.label, { x: nameX, y, maxWidth: aside.right - nameX - valueWidth - NAME_GAP });
  drawText(surface, value, { x: aside.right, y, align: "right", weight: 600, colour: "ink" });
  if (!isTwoLine || read === null || (read.count < 2 && read.smoothed === null)) return;
  const [full, short] = secondLines(read, unit);
  const fits = textWidth(surface, full) <= aside.right - nameX;
  drawText(surface, fits ? full : short, {
    x: aside.right,
    y: y + LABEL_LINE_HEIGHT - 1,
    align: "right",
    colour: "ink-tertiary",
    maxWidth: aside.right - aside.left,
  });
}

/**
 * The raw value beside a smoothed one, and the least and greatest of the points that share the bucket:
 * with and without how many those are.
 */
function secondLines(read: ValueAt, unit: string): readonly [full: string, short: string] {
  const { smoothed, value, min, max, count } = read;
  const [raw, low, high] = [value, min, max].map((one) =>
    unit === "%" ? formatInUnit(one, unit) : shortValue(one),
  );
  const beside = smoothed === null ? "" : `raw ${raw}`;
  if (count < 2) return [beside, beside];
  const range = `${low} … ${high}`;
  if (smoothed !== null) return [`${beside} of ${range}`, beside];
  return [`${formatCount(count)} points: ${range}`, range];
}

function shortValue(value: number): string {
  return formatValue(Number(value.toPrecision(3)));
}

function drawKey(surface: Surface, { geometry, unit }: ReadoutContext, step: number): void {
  const { frame, drawn } = geometry;
  const columnWidth = frame.width / KEY_COLUMNS;
  const top = frame.plot.bottom + AXIS_HEIGHT;
  drawn.slice(0, KEY_COLUMNS * MOST_KEY_ROWS).forEach(({ series, view }, i) => {
    const x = (i % KEY_COLUMNS) * columnWidth;
    const y = top + Math.floor(i / KEY_COLUMNS) * KEY_ROW_HEIGHT + KEY_ROW_HEIGHT / 2;
    const read = valueAt(view, step);
    const value = read === null ? "–" : keyValue(read, unit);
    const nameX = x + SWATCH_WIDTH + NAME_GAP;
    const valueWidth = textWidth(surface, value, { weight: 600 });
    const room = columnWidth - SWATCH_WIDTH - valueWidth - 3 * NAME_GAP;
    const nameWidth = Math.min(room, textWidth(surface, series.label));
    drawSwatch(surface, series, { x, y });
    drawText(surface, series.label, { x: nameX, y, maxWidth: room });
    drawText(surface, value, { x: nameX + nameWidth + NAME_GAP, y, weight: 600, colour: "ink" });
  });
}

/** The smoothed value, and the raw one in brackets. */
function keyValue({ smoothed, value }: ValueAt, unit: string): string {
  const raw = formatInUnit(value, unit);
  return smoothed === null ? raw : `${formatInUnit(smoothed, unit)} (${shortValue(value)})`;
}

/** Such as "generator 0.71 nats, discriminator 1.36 nats". */
export function lineReadout({ geometry, unit }: ReadoutContext, step: number): string {
  const told = geometry.unlabelledCount > 0 ? geometry.labels.map(({ drawn }) => drawn) : geometry.drawn;
  const parts = told.map(({ series, view }) => {
    const read = valueAt(view, step);
    return `${series.label} ${read === null ? "has no value yet" : spoken(read, unit)}`;
  });
  return `${parts.join(", ")} at ${placeWords(step, geometry.time.axis)}`;
}

function spoken({ smoothed, value }: ValueAt, unit: string): string {
  const raw = spokenValue(value, unit);
  return smoothed === null ? raw : `${spokenValue(smoothed, unit)} smoothed, ${raw} raw`;
}
