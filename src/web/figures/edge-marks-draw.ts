/** Draws what falls off the axes (✕ NaN, ▲ +Infinity, ▼ −Infinity) and where restarts begin. */

import { formatCount } from "../../plots/index.ts";
import { type EdgeKind, type EdgeMark, edgeMarks, restartSteps } from "./edge-marks.ts";
import type { LineChartGeometry } from "./line-chart-plan.ts";
import { placeWords } from "./places.ts";
import { colourOf, drawRule, drawText, fillBox, type Surface, textWidth } from "./surface.ts";

const MARK_SIZE = 4;
/** From the plot's edge to the centre of a mark, and from one series' row of marks to the next. */
const MARK_INSET = 8;
const MARK_ROW = 14;
const BAR_HEIGHT = 2;
const LABEL_GAP = 4;

const NAMES: Record<EdgeKind, string> = {
  nan: "NaN",
  plusInfinity: "+Infinity",
  minusInfinity: "−Infinity",
  nonPositive: "≤ 0",
};

export function drawEdgeMarks(surface: Surface, geometry: LineChartGeometry): void {
  const { drawn, time, frame } = geometry;
  const rows = { top: 0, bottom: 0 };
  for (const { series, view } of drawn) {
    const marks = edgeMarks(view, time, geometry.isLog ? "log" : "linear");
    for (const edge of ["top", "bottom"] as const) {
      const here = marks.filter((mark) => edgeOf(mark.kind) === edge);
      if (here.length === 0) continue;
      const shift = MARK_INSET + rows[edge] * MARK_ROW;
      const y = edge === "top" ? frame.plot.top + shift : frame.plot.bottom - shift;
      rows[edge] += 1;
      drawRow(surface, here, {
        y,
        name: drawn.length > 1 ? series.label : "",
        left: frame.plot.left,
        right: frame.plot.right,
      });
    }
  }
}

function edgeOf(kind: EdgeKind): "top" | "bottom" {
  return kind === "plusInfinity" ? "top" : "bottom";
}

interface Row {
  readonly y: number;
  readonly name: string;
  readonly left: number;
  readonly right: number;
}

function drawRow(surface: Surface, marks: readonly EdgeMark[], { y, name, left, right }: Row): void {
  let freeFrom = left;
  const sorted = [...marks].sort((a, b) => a.from - b.from);
  sorted.forEach((mark, i) => {
    const box = { left: mark.from, right: mark.to, top: y - BAR_HEIGHT / 2, bottom: y + BAR_HEIGHT / 2 };
    fillBox(surface, box, colourOf(surface, "non-finite"));
    drawGlyph(surface, mark.kind, { x: mark.from, y });
    const end = (sorted[i + 1]?.from ?? right + MARK_SIZE) - MARK_SIZE;
    const placed = placedWords(surface, mark, { name, freeFrom, end });
    if (placed !== null)
      drawText(surface, placed.text, { x: placed.x, y, colour: "non-finite", hasHalo: true });
    freeFrom = Math.max(freeFrom, mark.to, placed?.right ?? 0) + LABEL_GAP;
  });
}

interface PlacedWords {
  readonly text: string;
  readonly x: number;
  readonly right: number;
}

/** Right of the mark if that is free up to `end`, else left of it; with fewer words if that is what fits. */
function placedWords(
  surface: Surface,
  mark: EdgeMark,
  { name, freeFrom, end }: { name: string; freeFrom: number; end: number },
): PlacedWords | null {
  const times = `×${mark.isExact ? "" : "≥ "}${formatCount(mark.count)}`;
  const count = `${NAMES[mark.kind]} ${times}`;
  for (const text of [`${name} ${count}`.trim(), count, times]) {
    const width = textWidth(surface, text);
    const right = Math.max(mark.to, mark.from + MARK_SIZE) + LABEL_GAP;
    if (right + width <= end) return { text, x: right, right: right + width };
    const left = mark.from - MARK_SIZE - LABEL_GAP - width;
    if (left >= freeFrom) return { text, x: left, right: left + width };
  }
  return null;
}

function drawGlyph({ context, ...rest }: Surface, kind: EdgeKind, { x, y }: { x: number; y: number }): void {
  const colour = colourOf({ context, ...rest }, "non-finite");
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 2;
  context.setLineDash([]);
  context.beginPath();
  if (kind === "nan") {
    context.moveTo(x - MARK_SIZE, y - MARK_SIZE);
    context.lineTo(x + MARK_SIZE, y + MARK_SIZE);
    context.moveTo(x + MARK_SIZE, y - MARK_SIZE);
    context.lineTo(x - MARK_SIZE, y + MARK_SIZE);
    context.stroke();
    return;
  }
  const tip = kind === "plusInfinity" ? -MARK_SIZE : MARK_SIZE;
  context.moveTo(x, y + tip);
  context.lineTo(x - MARK_SIZE, y - tip);
  context.lineTo(x + MARK_SIZE, y - tip);
  context.closePath();
  if (kind === "nonPositive") context.stroke();
  else context.fill();
}

const RESTART_DASH = [4, 3];
const RESTART_LABEL_DROP = 22;

export function drawRestarts(surface: Surface, { drawn, time, frame }: LineChartGeometry): void {
  const { left, right, top, bottom } = frame.plot;
  const steps = [...new Set(drawn.flatMap(({ view }) => restartSteps(view)))].sort((a, b) => a - b);
  let freeFrom = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    const x = time.at(step);
    if (x < left || x > right) continue;
    const colour = colourOf(surface, "control");
    drawRule(surface, { from: { x, y: top }, to: { x, y: bottom } }, { colour, dash: RESTART_DASH });
    const text = `restarted at ${placeWords(step, time.axis)}`;
    const width = textWidth(surface, text);
    const labelX = x + LABEL_GAP + width <= right ? x + LABEL_GAP : x - LABEL_GAP - width;
    if (labelX < freeFrom) continue;
    drawText(surface, text, { x: labelX, y: top + RESTART_LABEL_DROP, hasHalo: true });
    freeFrom = labelX + width + LABEL_GAP;
  }
}
