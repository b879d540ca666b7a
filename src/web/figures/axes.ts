/** Draws what all figures share: the time axis below, value ticks at the left, and the cursor through both. */
import { type Box, type Frame, isCompact } from "./frame.ts";
import { formatStep, formatStepShort, formatTicks } from "./number-format.ts";
import type { Scale } from "./scale.ts";
import { colourOf, drawRule, drawText, fillBox, onPixel, type Surface, textWidth } from "./surface.ts";
import { stepTicks } from "./ticks.ts";

/** CSS pixels a tick label of the time axis needs to itself. */
const PIXELS_PER_TICK = 88;
const PIXELS_PER_TICK_COMPACT = 64;
const TICK_LENGTH = 4;
const LABEL_DROP = 14;
/** How far the last label may reach beyond the plot, where the aside begins. */
const LABEL_OVERHANG = 6;
/** Between the plot's left edge and its value labels. */
export const LABEL_GAP = 8;

export function timeTicks(frame: Frame, time: Scale): number[] {
  const width = frame.plot.right - frame.plot.left;
  const each = isCompact(frame.width) ? PIXELS_PER_TICK_COMPACT : PIXELS_PER_TICK;
  const [from, to] = time.domain;
  return stepTicks(from, to, Math.max(2, Math.floor(width / each)));
}

export function drawTimeAxis(surface: Surface, frame: Frame, time: Scale): void {
  const { plot } = frame;
  const { left, right, bottom } = plot;
  drawRule(
    surface,
    { from: { x: left, y: bottom }, to: { x: right, y: bottom } },
    { colour: colourOf(surface, "control") },
  );
  for (const step of timeTicks(frame, time)) {
    const x = time.at(step);
    const label = formatStepShort(step);
    const half = textWidth(surface, label) / 2;
    drawRule(
      surface,
      { from: { x, y: bottom }, to: { x, y: bottom + TICK_LENGTH } },
      { colour: colourOf(surface, "control") },
    );
    const middle = Math.min(right - half + LABEL_OVERHANG, Math.max(half, x));
    drawText(surface, label, { x: middle, y: bottom + LABEL_DROP, align: "center" });
  }
}

interface ValueAxis {
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly unit: string;
}

export function drawValueAxis(surface: Surface, plot: Box, { scale, ticks, unit }: ValueAxis): void {
  const labels = formatTicks(ticks, unit);
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

export type CursorKind = "pinned" | "hover";

/** The line through the plot, and its step on the axis. */
export function drawCursorLine(
  surface: Surface,
  frame: Frame,
  at: { x: number; step: number; kind: CursorKind },
): void {
  const { top, bottom } = frame.plot;
  const isPinned = at.kind === "pinned";
  drawRule(
    surface,
    { from: { x: at.x, y: top }, to: { x: at.x, y: bottom } },
    { colour: colourOf(surface, "ink", isPinned ? 0.8 : 0.5), dash: isPinned ? [] : [2, 2] },
  );
  drawStepChip(surface, frame, at);
}

const CHIP_HEIGHT = 16;
const CHIP_PADDING = 5;

/** The step in a small plate on the time axis. */
export function drawStepChip(
  surface: Surface,
  frame: Frame,
  at: { x: number; step: number; kind: CursorKind },
): void {
  const label = formatStep(at.step);
  const width = textWidth(surface, label, { weight: 600 }) + 2 * CHIP_PADDING;
  const left = onPixel(surface, Math.min(frame.width - width, Math.max(0, at.x - width / 2)));
  const top = frame.plot.bottom + LABEL_DROP - CHIP_HEIGHT / 2;
  const box = { left, top, right: left + width, bottom: top + CHIP_HEIGHT };
  const isPinned = at.kind === "pinned";
  fillBox(surface, { ...box, left: left - 2, right: box.right + 2 }, surface.theme.colours.panel);
  surface.context.fillStyle = colourOf(surface, isPinned ? "ink" : "rule");
  surface.context.beginPath();
  surface.context.roundRect(left, top, width, CHIP_HEIGHT, 3);
  surface.context.fill();
  drawText(surface, label, {
    x: left + width / 2,
    y: top + CHIP_HEIGHT / 2 + 0.5,
    align: "center",
    weight: 600,
    colour: isPinned ? "panel" : "ink",
  });
}
