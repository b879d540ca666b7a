/** What a chart of more lines than labels says: the line under the pointer, and a few around it. */

import { placeLabels } from "./label-placement.ts";
import type { DrawnSeries, LineChartGeometry, PlacedLabel } from "./line-chart-plan.ts";
import { LABEL_LINE_HEIGHT } from "./line-chart-plan.ts";
import { heightAt } from "./value-at.ts";

/** So few that the eye finds the one it is after. */
const LABELS_AROUND = 5;

interface LineAt {
  readonly drawn: DrawnSeries;
  readonly lineY: number;
}

/** Labels of the lines nearest to a pixel at a step, nearest first in `lines`; lines without a value there have none. */
export function labelsAround(
  geometry: LineChartGeometry,
  at: { readonly step: number; readonly y: number },
): readonly PlacedLabel[] {
  const { values, drawn, frame } = geometry;
  const lines: LineAt[] = drawn.flatMap((one) => {
    const lineY = values.at(heightAt(one.view, at.step));
    return Number.isFinite(lineY) ? [{ drawn: one, lineY }] : [];
  });
  const nearest = lines
    .sort((one, other) => Math.abs(one.lineY - at.y) - Math.abs(other.lineY - at.y))
    .slice(0, LABELS_AROUND);
  const { top, bottom } = frame.plot;
  const wanted = nearest.map(({ lineY }) => Math.min(bottom, Math.max(top, lineY)));
  const labelYs = placeLabels(wanted, { height: 2 * LABEL_LINE_HEIGHT, top, bottom });
  return nearest.map((line, i) => ({ ...line, labelY: labelYs[i] ?? bottom }));
}

/** As many of the labels as there is room for, spread over the lines from top to bottom. */
export function spreadOut<T extends { readonly lineY: number }>(
  labels: readonly T[],
  room: number,
): readonly T[] {
  if (labels.length <= room) return labels;
  const byHeight = labels.toSorted((one, other) => one.lineY - other.lineY);
  const last = byHeight.length - 1;
  const picked = new Set(
    Array.from({ length: room }, (_, i) => Math.round((i * last) / Math.max(1, room - 1))),
  );
  return byHeight.filter((_, i) => picked.has(i));
}
