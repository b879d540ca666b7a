/** Draws layers against time: names at the left, colour for the norm, the key and the values at the cursor. */

import { formatValue } from "../../plots/index.ts";
import { divergingRamp, type Ramp, viridis } from "../theme/index.ts";
import { drawTimeAxis, LABEL_GAP } from "./axes.ts";
import { type Box, keyPlace } from "./frame.ts";
import { drawColourKey, drawHeat, drawKeyText, KEY_HEIGHT } from "./heat-draw.ts";
import { rampTable } from "./heat-raster.ts";
import { CELL_NON_FINITE, CELL_ZERO } from "./layer-field.ts";
import { colouredValue, type LayerData, type LayerGeometry } from "./layer-plan.ts";
import {
  colourOf,
  drawText,
  fillBox,
  fittedText,
  type Shorten,
  type Surface,
  TEXT_SIZE,
  textWidth,
} from "./surface.ts";

const ROW_GAP = 1;

export function drawLayers(surface: Surface, geometry: LayerGeometry, mode: LayerData["mode"]): void {
  const { frame, time } = geometry;
  const ramp = rampOf(surface, mode);
  drawCells(surface, geometry, { mode, ramp });
  drawNames(surface, geometry);
  drawTimeAxis(surface, frame, time);
  drawKey(surface, geometry, { mode, ramp });
}

/** Below the median in the generator's blue, above it in the discriminator's vermillion: safe for all eyes. */
function rampOf({ theme }: Surface, mode: LayerData["mode"]): Ramp {
  const { generator, discriminator, grid } = theme.colours;
  return mode === "relative" ? divergingRamp(generator, grid, discriminator) : viridis;
}

function drawCells(
  surface: Surface,
  { frame, rows, rowHeight, range }: LayerGeometry,
  { mode, ramp }: { mode: LayerData["mode"]; ramp: Ramp },
): void {
  const { plot } = frame;
  const table = rampTable(ramp);
  rows.forEach(({ field }, row) => {
    const top = plot.top + row * rowHeight;
    const box = {
      left: Math.round(plot.left),
      right: Math.round(plot.right),
      top,
      bottom: top + rowHeight - ROW_GAP,
    };
    const pixelsOf = (shift: number) =>
      Int32Array.from(field.cells, (_, x) => Math.round((x + shift) * surface.pixelRatio));
    const height = Math.round(box.bottom * surface.pixelRatio) - Math.round(box.top * surface.pixelRatio);
    const grid = {
      fromPixels: pixelsOf(0),
      toPixels: pixelsOf(1),
      rowPixels: Int32Array.of(0, height),
      values: field.cells,
    };
    drawHeat(surface, box, {
      grid,
      tableOf: () => table,
      shareOf: (cell) =>
        Number.isFinite(cell)
          ? (colouredValue(field, cell, mode) - range[0]) / (range[1] - range[0])
          : Number.NaN,
    });
    drawSpecialCells(surface, box, field.cells);
  });
}

/** Non-finite cells in their reserved hue and exact zeros in ink, over everything else. */
function drawSpecialCells(surface: Surface, box: Box, cells: Float64Array): void {
  for (let x = 0; x < cells.length; x++) {
    const cell = cells[x];
    if (cell !== CELL_NON_FINITE && cell !== CELL_ZERO) continue;
    const colour = colourOf(surface, cell === CELL_NON_FINITE ? "non-finite" : "ink");
    fillBox(surface, { ...box, left: box.left + x, right: box.left + x + 1 }, colour);
  }
}

/** Rows lower than a line of text carry every second, third … name. */
function drawNames(surface: Surface, { frame, rows, rowHeight }: LayerGeometry): void {
  const every = Math.max(1, Math.ceil((TEXT_SIZE + 2) / rowHeight));
  const maxWidth = frame.plot.left - LABEL_GAP;
  const names = rows.map(({ layer }) => layer.name);
  const shorten = WAYS_TO_SHORTEN.find((way) => staysDistinct(surface, names, { maxWidth, shorten: way }));
  rows.forEach(({ layer }, row) => {
    if (row % every !== 0) return;
    drawText(surface, layer.name, {
      x: frame.plot.left - LABEL_GAP,
      y: frame.plot.top + (row + 0.5) * rowHeight,
      align: "right",
      maxWidth,
      shorten: shorten ?? "middle",
    });
  });
}

/** The middle tells least, unless it holds the number that tells layers apart. */
const WAYS_TO_SHORTEN = ["middle", "start"] as const;

function staysDistinct(
  surface: Surface,
  names: readonly string[],
  shortening: { readonly maxWidth: number; readonly shorten: Shorten },
): boolean {
  return new Set(names.map((name) => fittedText(surface, name, shortening))).size === new Set(names).size;
}

const KEY_WIDTH = 40;

function drawKey(
  surface: Surface,
  { frame, range, hasBelow, hasAbove }: LayerGeometry,
  { mode, ramp }: { mode: LayerData["mode"]; ramp: Ramp },
): void {
  const { left, right, y } = keyPlace(frame);
  const isRelative = mode === "relative";
  const low = `${hasBelow ? "≤ " : ""}${powerText(range[0], isRelative)}`;
  const high = `${hasAbove ? "≥ " : ""}${powerText(range[1], isRelative)}`;
  const barLeft = left + textWidth(surface, low) + 6;
  drawKeyText(surface, low, { x: left, y });
  drawColourKey(surface, { left: barLeft, top: y - KEY_HEIGHT / 2, width: KEY_WIDTH, ramps: [ramp] });
  drawKeyText(surface, high, { x: barLeft + KEY_WIDTH + 6, y, maxWidth: right - barLeft - KEY_WIDTH - 6 });
}

/** A position on the colours as the norm, or as its multiple of the median. */
function powerText(log: number, isRelative: boolean): string {
  const value = formatValue(Number((10 ** log).toPrecision(2)));
  return isRelative ? `×${value}` : value;
}
