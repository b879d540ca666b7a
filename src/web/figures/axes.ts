/** Draws what all figures share: the time axis below, value ticks at the left, and the cursor through both. */

import { formatTicks, formatUnevenTick, type Scale } from "../../plots/index.ts";
import { type Box, type Frame, isCompact, type TimeScale } from "./frame.ts";
import { formatPlace, formatPlaceShort, placeTicks } from "./places.ts";
import { colourOf, drawRule, drawText, fillBox, onPixel, type Surface, textWidth } from "./surface.ts";

/** CSS pixels a tick label of the time axis needs to itself. */
const PIXELS_PER_TICK = 88;
const PIXELS_PER_TICK_COMPACT = 64;
const TICK_LENGTH = 4;
const LABEL_DROP = 14;
/** Between the plot's left edge and its value labels. */
export const LABEL_GAP = 8;

export function timeTicks(frame: Frame, time: TimeScale): number[] {
  const width = frame.plot.right - frame.plot.left;
  const each = isCompact(frame.width) ? PIXELS_PER_TICK_COMPACT : PIXELS_PER_TICK;
  return placeTicks(time.axis, time.domain, Math.max(2, Math.floor(width / each)));
}

export function drawTimeAxis(surface: Surface, frame: Frame, time: TimeScale): void {
  const { plot } = frame;
  const { left, right, bottom } = plot;
  drawRule(
    surface,
    { from: { x: left, y: bottom }, to: { x: right, y: bottom } },
    { colour: colourOf(surface, "control") },
  );
  for (const step of timeTicks(frame, time)) {
    const x = time.at(step);
    const { label, middle } = tickLabel(surface, frame, { time, step });
    drawRule(
      surface,
      { from: { x, y: bottom }, to: { x, y: bottom + TICK_LENGTH } },
      { colour: colourOf(surface, "control") },
    );
    drawText(surface, label, { x: middle, y: bottom + LABEL_DROP, align: "center" });
  }
}

interface TickLabel {
  readonly label: string;
  readonly middle: number;
  readonly half: number;
}

/** The last label ends with the plot, for the aside begins there. */
function tickLabel(surface: Surface, { plot }: Frame, at: { time: TimeScale; step: number }): TickLabel {
  const label = formatPlaceShort(at.step, at.time.axis);
  const half = textWidth(surface, label) / 2;
  return { label, half, middle: Math.min(plot.right - half, Math.max(half, at.time.at(at.step))) };
}

interface ValueAxis {
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly unit: string;
  /** Ticks of a logarithmic axis have each their own number of decimals. */
  readonly isEven: boolean;
}

export function drawValueAxis(surface: Surface, plot: Box, { scale, ticks, unit, isEven }: ValueAxis): void {
  const labels = isEven ? formatTicks(ticks, unit) : ticks.map(formatUnevenTick);
  ticks.forEach((tick, i) => {
    const y = scale.at(tick);
    drawRule(
      surface,
      { from: { x: plot.left, y }, to: { x: plot.right, y } },
      { colour: colourOf(surface, "grid") },
    );
    drawText(surface, labels[i] ?? "", { x: plot.left - LABEL_GAP, y, align: "right" });
  });
}

/** Pinned by a click or key; or under the pointer. */
export type CursorKind = "pinned" | "hover";

export interface CursorMark {
  readonly time: TimeScale;
  readonly step: number;
  readonly kind: CursorKind;
  /** The plot may be as dark as the line. */
  readonly hasHalo?: boolean;
}

/** Keeps the cursor visible on heat maps as dark as itself. */
const CURSOR_HALO_WIDTH = 3;
const CURSOR_HALO_ALPHA = 0.6;

/** The line through the plot, and its step on the axis. */
export function drawCursorLine(surface: Surface, frame: Frame, mark: CursorMark): void {
  const { top, bottom } = frame.plot;
  const isPinned = mark.kind === "pinned";
  const x = mark.time.at(mark.step);
  const line = { from: { x, y: top }, to: { x, y: bottom } };
  const halo = { colour: colourOf(surface, "panel", CURSOR_HALO_ALPHA), width: CURSOR_HALO_WIDTH };
  if (mark.hasHalo === true) drawRule(surface, line, halo);
  drawRule(surface, line, {
    colour: colourOf(surface, "ink", isPinned ? 0.7 : 0.5),
    dash: isPinned ? [] : [2, 2],
  });
  coverTickLabels(surface, frame, mark);
  drawStepChip(surface, frame, mark);
}

const CHIP_HEIGHT = 16;
const CHIP_PADDING = 5;
const CHIP_CLEARANCE = 4;

function chipBox(surface: Surface, frame: Frame, { time, step }: CursorMark): Box {
  const width = textWidth(surface, formatPlace(step, time.axis), { weight: 600 }) + 2 * CHIP_PADDING;
  const left = onPixel(surface, Math.min(frame.width - width, Math.max(0, time.at(step) - width / 2)));
  const top = frame.plot.bottom + LABEL_DROP - CHIP_HEIGHT / 2;
  return { left, top, right: left + width, bottom: top + CHIP_HEIGHT };
}

/** Tick labels that the chip would cut in two are hidden whole. */
function coverTickLabels(surface: Surface, frame: Frame, mark: CursorMark): void {
  const chip = chipBox(surface, frame, mark);
  for (const step of timeTicks(frame, mark.time)) {
    const { middle, half } = tickLabel(surface, frame, { time: mark.time, step });
    if (middle + half + CHIP_CLEARANCE < chip.left || middle - half - CHIP_CLEARANCE > chip.right) continue;
    const box = { left: middle - half - 1, right: middle + half + 1, top: chip.top, bottom: chip.bottom };
    fillBox(surface, box, surface.theme.colours.panel);
  }
}

/** The step in a small plate on the time axis. */
export function drawStepChip(surface: Surface, frame: Frame, mark: CursorMark): void {
  const { left, top, right, bottom } = chipBox(surface, frame, mark);
  const isPinned = mark.kind === "pinned";
  surface.context.fillStyle = colourOf(surface, isPinned ? "ink" : "rule");
  surface.context.beginPath();
  surface.context.roundRect(left, top, right - left, bottom - top, 3);
  surface.context.fill();
  drawText(surface, formatPlace(mark.step, mark.time.axis), {
    x: (left + right) / 2,
    y: (top + bottom) / 2 + 0.5,
    align: "center",
    weight: 600,
    colour: isPinned ? "panel" : "ink",
  });
}
