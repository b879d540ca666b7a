/** Draws the mirrored heat map of discriminator outputs: colour is the share of a column's samples. */

import { formatUnevenTick } from "../../plots/index.ts";
import { type Ramp, tintRamp } from "../theme/index.ts";
import { drawTimeAxis, LABEL_GAP } from "./axes.ts";
import { isCompact, keyPlace } from "./frame.ts";
import { columnPixels, deviceSize, drawColourKey, drawHeat, drawKeyText, KEY_HEIGHT } from "./heat-draw.ts";
import { rampTable } from "./heat-raster.ts";
import { greatestShare, shareKeyText, shareRows } from "./histogram-share.ts";
import type { OutputsData, OutputsGeometry, SidePanel } from "./outputs-plan.ts";
import { colourOf, drawRule, drawText, type Surface } from "./surface.ts";

const NO_ROWS = new Float64Array(0);
const THRESHOLD_DASH = [4, 3];

export const SIDE_NAMES = { real: "real", fake: "generated" } as const;

export function drawOutputs(surface: Surface, geometry: OutputsGeometry, data: OutputsData): void {
  const { frame, time, panels } = geometry;
  const ramps = panels.map(({ side }) => sideRamp(surface, side));
  const rows = panels.map((panel) => panelRows(surface, panel));
  const top = Math.max(
    ...panels.map(({ histogram }, i) =>
      histogram === null ? 0 : greatestShare(histogram, rows[i] ?? NO_ROWS, data.domain),
    ),
  );
  panels.forEach((panel, i) => {
    const ramp = ramps[i];
    if (ramp === undefined) return;
    drawPanelHeat(surface, geometry, { panel, ramp, rows: rows[i] ?? NO_ROWS, top });
    drawPanelAxis(surface, panel, { threshold: data.threshold ?? 0, isCompact: isCompact(frame.width) });
  });
  drawTimeAxis(surface, frame, time);
  drawKey(surface, geometry, { ramps, top });
}

function sideRamp({ theme }: Surface, side: "real" | "fake"): Ramp {
  return tintRamp(theme.colours.panel, theme.colours[side], theme.colours.ink);
}

function panelRows(surface: Surface, { histogram, box, values }: SidePanel): Float64Array {
  if (histogram === null) return NO_ROWS;
  const rowCount = deviceSize(surface, box).height;
  return shareRows(histogram, { scale: values, top: box.top, rowHeight: 1 / surface.pixelRatio, rowCount });
}

interface PanelHeat {
  readonly panel: SidePanel;
  readonly ramp: Ramp;
  readonly rows: Float64Array;
  readonly top: number;
}

function drawPanelHeat(
  surface: Surface,
  { time }: OutputsGeometry,
  { panel, ramp, rows, top }: PanelHeat,
): void {
  const { box, histogram } = panel;
  const table = rampTable(ramp);
  const { height } = deviceSize(surface, box);
  const steps = histogram?.steps ?? new Float64Array(0);
  const domain = { from: time.domain[0], to: time.domain[1] };
  drawHeat(surface, box, {
    grid: {
      ...columnPixels(surface, { steps, time, domain, box }),
      rowPixels: Int32Array.from({ length: height + 1 }, (_, i) => i),
      values: rows,
    },
    tableOf: () => table,
    shareOf: (share) => Math.sqrt(share / (top || 1)),
  });
}

function drawPanelAxis(
  surface: Surface,
  { side, box, values, ticks, histogram }: SidePanel,
  { threshold, isCompact }: { threshold: number; isCompact: boolean },
): void {
  for (const tick of ticks) {
    drawText(surface, formatUnevenTick(tick), {
      x: box.left - LABEL_GAP,
      y: values.at(tick),
      align: "right",
    });
  }
  const y = values.at(threshold);
  drawRule(
    surface,
    { from: { x: box.left, y }, to: { x: box.right, y } },
    { colour: colourOf(surface, "ink", 0.55), dash: THRESHOLD_DASH },
  );
  drawPanelWords(surface, { side, box, isLogged: histogram !== null, isCompact });
}

interface PanelWords extends Pick<SidePanel, "side" | "box"> {
  readonly isLogged: boolean;
  readonly isCompact: boolean;
}

const WORD_INSET = 6;
const WORD_DROP = 8;

/** The side's name, and which way says "real". */
function drawPanelWords(surface: Surface, { side, box, isLogged, isCompact }: PanelWords): void {
  const middleY = (box.top + box.bottom) / 2;
  const edgeY = side === "real" ? box.top + WORD_DROP : box.bottom - WORD_DROP;
  drawText(surface, SIDE_NAMES[side], {
    weight: 600,
    ...(isCompact
      ? { x: box.left + WORD_INSET, y: edgeY, colour: "ink", hasHalo: true }
      : { x: 0, y: middleY, colour: side }),
  });
  drawText(surface, side === "real" ? "says real ↑" : "says real ↓", {
    x: box.right - WORD_INSET,
    y: edgeY,
    align: "right",
    hasHalo: true,
  });
  if (isLogged) return;
  drawText(surface, `${SIDE_NAMES[side]}: not logged`, {
    x: (box.left + box.right) / 2,
    y: middleY,
    align: "center",
    hasHalo: true,
  });
}

const KEY_WIDTH = 36;

function drawKey(
  surface: Surface,
  { frame }: OutputsGeometry,
  { ramps, top }: { ramps: readonly Ramp[]; top: number },
): void {
  const { left, right, y } = keyPlace(frame);
  drawColourKey(surface, { left, top: y - KEY_HEIGHT / 2, width: KEY_WIDTH, ramps });
  drawKeyText(surface, shareKeyText(top), {
    x: left + KEY_WIDTH + 6,
    y,
    maxWidth: right - left - KEY_WIDTH - 6,
  });
}
