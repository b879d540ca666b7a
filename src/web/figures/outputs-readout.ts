/** The outputs at one step: real and generated back to back on one value axis, and the same in words. */

import {
  formatPercent,
  formatStep,
  formatStepShort,
  formatUnevenTick,
  formatValue,
  type Scale,
} from "../../plots/index.ts";
import type { Box } from "./frame.ts";
import { medianOf, onlyColumn, sampleCount, shareAbove, shareRows } from "./histogram-share.ts";
import { SIDE_NAMES } from "./outputs-draw.ts";
import { NAME_LINE_HEIGHT, NAMES_HEIGHT, type OutputsData, type OutputsGeometry } from "./outputs-plan.ts";
import type { HistogramSeries } from "./props.ts";
import { colourOf, drawRule, drawText, type Surface, TEXT_SIZE, textWidth } from "./surface.ts";
import { columnAt, columnEnds } from "./time-columns.ts";

type OutlineSide = "real" | "fake" | "heldOut";

interface Outline {
  readonly side: OutlineSide;
  readonly histogram: HistogramSeries;
  readonly column: number;
  /** Shares row by row from the top of the box. */
  readonly rows: Float64Array;
}

const DIRECTION: Record<OutlineSide, -1 | 1> = { real: -1, heldOut: -1, fake: 1 };
const DASHES: Record<OutlineSide, number[]> = { real: [], heldOut: [2, 2], fake: [5, 2] };
const FILL_ALPHA = 0.28;

export function drawOutputsReadout(
  surface: Surface,
  { geometry, data }: { geometry: OutputsGeometry; data: OutputsData },
  step: number,
): void {
  const { histogramBox: box, histogramValues: values, histogramTicks } = geometry;
  const outlines = outlinesAt(data, { box, values, step });
  const largest = Math.max(0, ...outlines.map(({ rows }) => Math.max(...rows)));
  const middle = (box.left + box.right) / 2;
  drawHistogramAxis(surface, box, { values, ticks: histogramTicks, threshold: data.threshold ?? 0 });
  for (const outline of outlines) {
    const reach = ((box.right - box.left) / 2 - 2) / (largest || 1);
    drawOutline(surface, outline, { top: box.top, middle, reach });
  }
  drawRule(
    surface,
    { from: { x: middle, y: box.top }, to: { x: middle, y: box.bottom } },
    { colour: colourOf(surface, "control") },
  );
  drawNames(surface, box, { outlines, threshold: data.threshold ?? 0, right: geometry.frame.width });
}

function outlinesAt(data: OutputsData, at: { box: Box; values: Scale; step: number }): Outline[] {
  const sides: readonly [OutlineSide, HistogramSeries | null][] = [
    ["real", data.real],
    ["fake", data.fake],
    ["heldOut", data.heldOut ?? null],
  ];
  const rowCount = Math.max(1, Math.floor(at.box.bottom - at.box.top));
  const request = { scale: at.values, top: at.box.top, rowHeight: 1, rowCount };
  return sides.flatMap(([side, histogram]) => {
    const column = histogram === null ? -1 : columnAt(histogram.steps, columnEnds(histogram.steps), at.step);
    if (histogram === null || column < 0 || sampleCount(histogram, column) === 0) return [];
    return [{ side, histogram, column, rows: shareRows(onlyColumn(histogram, column), request) }];
  });
}

function drawOutline(
  surface: Surface,
  { side, rows }: Outline,
  { top, middle, reach }: { top: number; middle: number; reach: number },
): void {
  const { context } = surface;
  const token = side === "heldOut" ? "held-out" : side;
  context.beginPath();
  context.moveTo(middle, top);
  rows.forEach((share, row) => {
    const x = middle + DIRECTION[side] * share * reach;
    context.lineTo(x, top + row);
    context.lineTo(x, top + row + 1);
  });
  context.lineTo(middle, top + rows.length);
  if (side !== "heldOut") {
    context.fillStyle = colourOf(surface, token, FILL_ALPHA);
    context.fill();
  }
  context.strokeStyle = colourOf(surface, token);
  context.lineWidth = 1.5;
  context.setLineDash(DASHES[side]);
  context.stroke();
  context.setLineDash([]);
}

function drawHistogramAxis(
  surface: Surface,
  box: Box,
  { values, ticks, threshold }: { values: Scale; ticks: readonly number[]; threshold: number },
): void {
  for (const tick of ticks) {
    const y = values.at(tick);
    drawRule(
      surface,
      { from: { x: box.left, y }, to: { x: box.right, y } },
      tick === threshold
        ? { colour: colourOf(surface, "ink", 0.55), dash: [4, 3] }
        : { colour: colourOf(surface, "grid") },
    );
    // A number at the very top would stand in the last line of names.
    if (y - TEXT_SIZE / 2 < box.top) continue;
    drawText(surface, formatUnevenTick(tick), { x: box.right + 6, y, colour: "ink-tertiary" });
  }
}

const NAME_GAP = 6;
const OUTLINE_NAMES: Record<OutlineSide, readonly string[]> = {
  real: ["real"],
  fake: ["generated", "gen."],
  heldOut: ["held out"],
};

interface Names {
  readonly outlines: readonly Outline[];
  readonly threshold: number;
  readonly right: number;
}

/** A line a side above the histogram: its name, the share above the threshold, and how many samples that is of. */
function drawNames(surface: Surface, box: Box, { outlines, threshold, right }: Names): void {
  const top = box.top - NAMES_HEIGHT + NAME_LINE_HEIGHT / 2;
  if (outlines.length === 0)
    drawText(surface, "nothing logged here", { x: box.left, y: top, colour: "ink-tertiary" });
  outlines.forEach(({ side, histogram, column }, i) => {
    const y = top + i * NAME_LINE_HEIGHT;
    const share = Math.round(shareAbove(histogram, column, threshold) * 100) / 100;
    const above = `${formatPercent(share)} > ${formatUnevenTick(threshold)}`;
    const count = `n ${formatStepShort(sampleCount(histogram, column))}`;
    const words = fittingWords(surface, right - box.left, {
      names: OUTLINE_NAMES[side],
      facts: [`${above} · ${count}`, above],
    });
    drawText(surface, words.name, {
      x: box.left,
      y,
      weight: 600,
      colour: side === "heldOut" ? "held-out" : side,
    });
    drawText(surface, words.fact, { x: box.left + words.nameWidth + NAME_GAP, y });
  });
}

interface WordChoice {
  readonly names: readonly string[];
  readonly facts: readonly string[];
}

/** The longest fact beside the longest name that fits; the shortest of both where none does. */
function fittingWords(
  surface: Surface,
  room: number,
  { names, facts }: WordChoice,
): { name: string; nameWidth: number; fact: string } {
  let last = { name: "", nameWidth: 0, fact: "" };
  for (const fact of facts) {
    for (const name of names) {
      last = { name, nameWidth: textWidth(surface, name, { weight: 600 }), fact };
      if (last.nameWidth + NAME_GAP + textWidth(surface, fact) <= room) return last;
    }
  }
  return last;
}

/** Such as "real: median 1.2, 83 % above 0, n 256; generated: …". */
export function outputsReadout(data: OutputsData, step: number): string {
  const { threshold = 0, unit = "logit" } = data;
  const sides = [
    [SIDE_NAMES.real, data.real],
    [SIDE_NAMES.fake, data.fake],
    ["held out", data.heldOut ?? null],
  ] as const;
  const parts = sides.flatMap(([name, histogram]) => {
    if (histogram === null) return [];
    const column = columnAt(histogram.steps, columnEnds(histogram.steps), step);
    if (column < 0) return [`${name}: nothing logged here`];
    const median = formatValue(medianOf(histogram, column));
    const above = formatPercent(shareAbove(histogram, column, threshold));
    const count = formatStep(sampleCount(histogram, column));
    return [`${name}: median ${unit} ${median}, ${above} above ${formatValue(threshold)}, ${count} samples`];
  });
  return `At step ${formatStep(step)}, ${parts.join("; ")}`;
}
