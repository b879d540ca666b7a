/** Draws the levels that lines are held against, each with its words beside it. */
import type { LineChartGeometry } from "./line-chart-plan.ts";
import { colourOf, drawRule, drawText, type Surface } from "./surface.ts";

const LEVEL_DASH = [2, 3];
const LEVEL_LABEL_HEIGHT = 14;
const LEVEL_LABEL_INDENT = 8;
const LEVEL_LABEL_RISE = 8;

export function drawLevels(surface: Surface, { frame, values, levels }: LineChartGeometry): void {
  const { left, right, top, bottom } = frame.plot;
  const ys = levels.map(({ value }) => values.at(value));
  const labelYs = stackedUpwards(ys.map((y) => besideLine(y, top)));
  levels.forEach((level, i) => {
    const y = ys[i] ?? bottom;
    const colour = colourOf(surface, level.player ?? "ink-secondary");
    drawRule(surface, { from: { x: left, y }, to: { x: right, y } }, { colour, dash: LEVEL_DASH });
    drawText(surface, level.label, {
      x: left + LEVEL_LABEL_INDENT,
      y: labelYs[i] ?? y,
      hasHalo: true,
      maxWidth: right - left - LEVEL_LABEL_INDENT,
    });
  });
}

/** Above the line, where the label is not cut off there. */
function besideLine(y: number, top: number): number {
  const above = y - LEVEL_LABEL_RISE;
  return above - LEVEL_LABEL_HEIGHT / 2 < top ? y + LEVEL_LABEL_RISE : above;
}

/** Each label above its own line and above the labels of lower ones. */
function stackedUpwards(wanted: readonly number[]): number[] {
  const centres = [...wanted];
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[b] ?? 0) - (wanted[a] ?? 0));
  let ceiling = Number.POSITIVE_INFINITY;
  for (const index of order) {
    centres[index] = Math.min(wanted[index] ?? 0, ceiling);
    ceiling = (centres[index] ?? 0) - LEVEL_LABEL_HEIGHT;
  }
  return centres;
}
