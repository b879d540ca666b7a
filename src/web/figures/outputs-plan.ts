/** Geometry of the mirrored heat map: real above, generated below, both on the discriminator's own scale. */

import { asinhScale, asinhTicks, type Scale, spacedTicks } from "../../plots/index.ts";
import { type Box, type Frame, frameOf, isCompact, keyHead, type TimeScale, timeScale } from "./frame.ts";
import { massRange } from "./histogram-share.ts";
import type { HistogramSeries, OutputsHeatmapProps } from "./props.ts";

export type OutputsData = Pick<
  OutputsHeatmapProps,
  "real" | "fake" | "heldOut" | "unit" | "threshold" | "domain"
>;

export interface SidePanel {
  readonly side: "real" | "fake";
  readonly histogram: HistogramSeries | null;
  readonly box: Box;
  /** CSS pixels; real grows upwards, generated downwards. */
  readonly values: Scale;
  readonly ticks: readonly number[];
}

export interface OutputsGeometry {
  readonly frame: Frame;
  readonly time: TimeScale;
  readonly panels: readonly SidePanel[];
  /** The histogram at the cursor stands here, on one upright value axis. */
  readonly histogramBox: Box;
  readonly histogramValues: Scale;
  readonly histogramTicks: readonly number[];
}

const PLOT_HEIGHT = 204;
const PANEL_GAP = 4;
/** Between value labels; half of it at the mirror line, where both panels have labels. */
const TICK_GAP = 16;
/** Above the histogram at the cursor: a line for each of its sides. */
export const NAME_LINE_HEIGHT = 14;
export const NAMES_HEIGHT = 3 * NAME_LINE_HEIGHT;
const COMPACT_HISTOGRAM_HEIGHT = 176;
const COMPACT_GAP = 12;
/** Right of the histogram, for its value labels. */
const HISTOGRAM_TICKS = 32;

export function outputsGeometry(data: OutputsData, width: number): OutputsGeometry {
  const foot = isCompact(width) ? COMPACT_GAP + COMPACT_HISTOGRAM_HEIGHT : 0;
  const frame = frameOf(width, { head: keyHead(width), plot: PLOT_HEIGHT, foot });
  const domain = valueDomain(data);
  const { left, right, top, bottom } = frame.plot;
  const middle = (top + bottom) / 2;
  const upper = { left, right, top, bottom: middle - PANEL_GAP / 2 };
  const lower = { left, right, top: middle + PANEL_GAP / 2, bottom };
  const histogramBox = histogramBoxOf(frame);
  const histogramValues = asinhScale({ domain, range: [histogramBox.bottom, histogramBox.top] });
  return {
    frame,
    time: timeScale(data.domain, frame.plot),
    panels: [
      panel("real", data.real, { box: upper, domain, range: [upper.bottom, upper.top] }),
      panel("fake", data.fake, { box: lower, domain, range: [lower.top, lower.bottom] }),
    ],
    histogramBox,
    histogramValues,
    histogramTicks: ticksOf(histogramValues),
  };
}

interface PanelPlace {
  readonly box: Box;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

function panel(side: "real" | "fake", histogram: HistogramSeries | null, place: PanelPlace): SidePanel {
  const values = asinhScale({ domain: place.domain, range: place.range });
  const isClear = (tick: number) => Math.abs(values.at(tick) - place.range[0]) > TICK_GAP / 2;
  return { side, histogram, box: place.box, values, ticks: ticksOf(values).filter(isClear) };
}

function ticksOf(values: Scale): number[] {
  return spacedTicks(asinhTicks(values.domain[0], values.domain[1], 1), values.at, TICK_GAP);
}

/** All mass in sight, and the threshold with a unit either side of it. */
function valueDomain({ real, fake, heldOut, threshold = 0, domain }: OutputsData): [number, number] {
  let [low, high] = [threshold - 1, threshold + 1];
  for (const histogram of [real, fake, heldOut ?? null]) {
    const range = histogram === null ? null : massRange(histogram, domain);
    if (range === null) continue;
    low = Math.min(low, range[0]);
    high = Math.max(high, range[1]);
  }
  return [low, high];
}

function histogramBoxOf({ aside, plot, width, height }: Frame): Box {
  if (aside !== null) {
    return { ...aside, top: aside.top + NAMES_HEIGHT, right: aside.right - HISTOGRAM_TICKS };
  }
  const top = height - COMPACT_HISTOGRAM_HEIGHT + NAMES_HEIGHT;
  return { left: plot.left, right: width - HISTOGRAM_TICKS, top, bottom: height - 4 };
}
