/** One histogram tag through time: a heat map on an asinh axis fitted to the data, and the column at the cursor. */

import {
  asinhScale,
  asinhTicks,
  formatStep,
  formatStepShort,
  formatUnevenTick,
  formatValue,
  linearTicks,
  type Scale,
  spacedTicks,
} from "../../plots/index.ts";
import { type Ramp, tintRamp } from "../theme/index.ts";
import { drawTimeAxis, LABEL_GAP } from "./axes.ts";
import { type Box, type Frame, frameOf, keyHead, keyPlace, type TimeScale, timeScale } from "./frame.ts";
import { columnPixels, deviceSize, drawColourKey, drawHeat, drawKeyText, KEY_HEIGHT } from "./heat-draw.ts";
import { rampTable } from "./heat-raster.ts";
import {
  greatestShare,
  massRange,
  medianMagnitude,
  medianOf,
  onlyColumn,
  sampleCount,
  shareKeyText,
  shareRows,
} from "./histogram-share.ts";
import { placeWords } from "./places.ts";
import type { FigurePlan } from "./plan.ts";
import type { HistogramSeries, StepRange } from "./props.ts";
import { colourOf, drawRule, drawText, type Surface } from "./surface.ts";
import { columnAt, columnEnds } from "./time-columns.ts";

const PLOT_HEIGHT = 144;
const TICK_GAP = 16;
const FEWEST_TICKS = 3;

interface HistogramData {
  readonly histogram: HistogramSeries;
  readonly domain: StepRange;
  readonly unit: string;
}

interface HistogramGeometry {
  readonly frame: Frame;
  readonly time: TimeScale;
  readonly values: Scale;
  readonly ticks: readonly number[];
}

export function histogramGeometry({ histogram, domain }: HistogramData, width: number): HistogramGeometry {
  const frame = frameOf(width, { head: keyHead(width), plot: PLOT_HEIGHT });
  const [low, high] = massRange(histogram, domain) ?? [0, 1];
  const linearWithin = medianMagnitude(histogram, domain) || Math.max(Math.abs(low), Math.abs(high)) || 1;
  const range: [number, number] = [frame.plot.bottom, frame.plot.top];
  const values = asinhScale({ domain: low < high ? [low, high] : [low - 1, high + 1], range }, linearWithin);
  return { frame, time: timeScale(domain, frame.plot), values, ticks: valueTicks(values, linearWithin) };
}

function valueTicks(values: Scale, linearWithin: number): number[] {
  const [low, high] = values.domain;
  const even = spacedTicks(asinhTicks(low, high, linearWithin), values.at, TICK_GAP);
  if (even.length >= FEWEST_TICKS) return even;
  return spacedTicks(linearTicks(low, high, Math.floor(PLOT_HEIGHT / TICK_GAP / 2)), values.at, TICK_GAP);
}

export function histogramPlan(data: HistogramData, width: number): FigurePlan {
  const geometry = histogramGeometry(data, width);
  return {
    frame: geometry.frame,
    time: geometry.time,
    isFilled: true,
    draw: (surface) => drawHistograms(surface, geometry, data),
    drawReadout: (surface, at) => drawColumn(surface, geometry, { data, step: at.step }),
    readout: (step) => wordsAt(data, step),
    summary: () => `Heat map of ${formatStep(data.histogram.steps.length)} histograms`,
  };
}

function wordsAt({ histogram, unit, domain }: HistogramData, step: number): string {
  const { axis = "step" } = domain;
  const column = columnAt(histogram.steps, columnEnds(histogram.steps), step);
  if (column < 0) return `Nothing logged at ${placeWords(step, axis)}`;
  const median = `${formatValue(medianOf(histogram, column))} ${unit}`.trim();
  const count = formatStep(sampleCount(histogram, column));
  return `At ${placeWords(step, axis)} the median of ${count} values is ${median}`;
}

const KEY_WIDTH = 36;

function drawHistograms(
  surface: Surface,
  geometry: HistogramGeometry,
  { histogram, domain }: HistogramData,
): void {
  const { frame, time, values, ticks } = geometry;
  const { plot } = frame;
  const { height } = deviceSize(surface, plot);
  const rows = shareRows(histogram, {
    scale: values,
    top: plot.top,
    rowHeight: 1 / surface.pixelRatio,
    rowCount: height,
  });
  const top = greatestShare(histogram, rows, domain);
  const ramp = neutralRamp(surface);
  const table = rampTable(ramp);
  drawHeat(surface, plot, {
    grid: {
      ...columnPixels(surface, { steps: histogram.steps, time, domain, box: plot }),
      rowPixels: Int32Array.from({ length: height + 1 }, (_, i) => i),
      values: rows,
    },
    tableOf: () => table,
    shareOf: (share) => Math.sqrt(share / (top || 1)),
  });
  for (const tick of ticks) {
    const y = values.at(tick);
    drawText(surface, formatUnevenTick(tick), { x: plot.left - LABEL_GAP, y, align: "right" });
    if (tick === 0) drawZero(surface, plot, y);
  }
  drawTimeAxis(surface, frame, time);
  drawKey(surface, frame, { ramp, top });
}

function drawKey(surface: Surface, frame: Frame, { ramp, top }: { ramp: Ramp; top: number }): void {
  const { left, right, y } = keyPlace(frame);
  drawColourKey(surface, { left, top: y - KEY_HEIGHT / 2, width: KEY_WIDTH, ramps: [ramp] });
  const maxWidth = right - left - KEY_WIDTH - 6;
  drawKeyText(surface, shareKeyText(top), {
    x: left + KEY_WIDTH + 6,
    y,
    maxWidth,
  });
}

function neutralRamp({ theme }: Surface): Ramp {
  const { panel, ink } = theme.colours;
  return tintRamp(panel, theme.colours["ink-secondary"], ink);
}

function drawZero(surface: Surface, { left, right }: Box, y: number): void {
  drawRule(
    surface,
    { from: { x: left, y }, to: { x: right, y } },
    { colour: colourOf(surface, "ink", 0.4), dash: [4, 3] },
  );
}

/** The column at the cursor, on the heat map's own value axis. */
function drawColumn(
  surface: Surface,
  { frame, values }: HistogramGeometry,
  { data, step }: { data: HistogramData; step: number },
): void {
  const { aside } = frame;
  const { histogram } = data;
  const column = columnAt(histogram.steps, columnEnds(histogram.steps), step);
  if (aside === null || column < 0) return;
  const rowCount = Math.floor(aside.bottom - aside.top);
  const request = { scale: values, top: aside.top, rowHeight: 1, rowCount };
  const own = shareRows(onlyColumn(histogram, column), request);
  const reach = (aside.right - aside.left) / Math.max(Number.MIN_VALUE, ...own);
  const { context } = surface;
  context.beginPath();
  context.moveTo(aside.left, aside.top);
  own.forEach((share, row) => {
    context.lineTo(aside.left + share * reach, aside.top + row);
    context.lineTo(aside.left + share * reach, aside.top + row + 1);
  });
  context.lineTo(aside.left, aside.bottom);
  context.fillStyle = colourOf(surface, "ink-secondary", 0.2);
  context.fill();
  context.strokeStyle = colourOf(surface, "ink-secondary");
  context.lineWidth = 1.5;
  context.stroke();
  const words = `n ${formatStepShort(sampleCount(histogram, column))}`;
  drawText(surface, words, { x: aside.right, y: aside.top + 8, align: "right", weight: 600, hasHalo: true });
}
