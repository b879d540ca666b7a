/** Lays out and draws the generated samples of one step beside real ones, in two square grids. */
import { type Box, type Frame, gutters, isCompact } from "./frame.ts";
import { indexAtOrBefore } from "./nearest-step.ts";
import { placeWords } from "./places.ts";
import type { FigurePlan } from "./plan.ts";
import type { ImageColumn, SampleGridProps } from "./props.ts";
import { drawText, type Surface } from "./surface.ts";
import { drawTile } from "./tile.ts";
import { type PictureSize, zoomed, zoomWithin } from "./tile-size.ts";

const HEAD = 20;
const GRID_GAP = 32;
const TILE_GAP = 2;
/** Neither grid grows beyond this, or single pictures would fill the screen. */
const LARGEST_BLOCK = 480;
/** A mosaic logged as one picture. */
const TALLEST_MOSAIC = 320;
/** The words above a grid never run into those of the next. */
const WORDS_WIDTH = 210;

export interface SampleGridGeometry {
  readonly width: number;
  readonly height: number;
  readonly generated: Grid;
  /** Null where there are no real samples to compare with. */
  readonly real: Grid | null;
}

interface Grid {
  readonly left: number;
  readonly top: number;
  /** Images along a row. */
  readonly side: number;
  readonly count: number;
  readonly tile: PictureSize;
}

/** What one grid shows: how many images, and one of them if it has arrived. */
interface GridContent {
  readonly count: number;
  readonly picture: PictureSize | null;
}

interface GridContents {
  readonly generated: GridContent;
  readonly real: GridContent;
}

/** Side by side from the shared gutter on; one under the other where the figure is compact. */
export function sampleGridGeometry({ generated, real }: GridContents, width: number): SampleGridGeometry {
  const isStacked = isCompact(width);
  const left = isStacked ? 0 : gutters(width).left;
  const isBeside = !isStacked && real.count > 0;
  const room = isBeside ? (width - left - GRID_GAP) / 2 : width - left;
  const zoom = Math.min(zoomIn(generated, room), zoomIn(real, room));
  const first = gridAt({ left, top: HEAD }, generated, zoom);
  const firstBottom = first.top + heightOf(first);
  if (real.count === 0) return { width, height: firstBottom, generated: first, real: null };
  const place = isBeside
    ? { left: left + Math.max(widthOf(first), WORDS_WIDTH) + GRID_GAP, top: HEAD }
    : { left, top: firstBottom + GRID_GAP / 2 + HEAD };
  const second = gridAt(place, real, zoom);
  const height = Math.max(firstBottom, second.top + heightOf(second));
  return { width, height, generated: first, real: second };
}

function gridAt(place: { left: number; top: number }, { count, picture }: GridContent, zoom: number): Grid {
  return { ...place, side: sideOf(count), count, tile: zoomed(picture, zoom) };
}

function sideOf(count: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(count)));
}

/** Both grids take the smaller enlargement: a comparison needs one scale. */
function zoomIn({ count, picture }: GridContent, room: number): number {
  if (count === 0) return Number.POSITIVE_INFINITY;
  const side = sideOf(count);
  if (side === 1) return zoomWithin(picture, { width: room, height: TALLEST_MOSAIC });
  const most = Math.max(1, Math.min(room, LARGEST_BLOCK) / side - TILE_GAP);
  return zoomWithin(picture, { width: most, height: most });
}

function widthOf({ side, tile }: Grid): number {
  return side * (tile.width + TILE_GAP) - TILE_GAP;
}

function heightOf({ side, count, tile }: Grid): number {
  return Math.max(1, Math.ceil(count / side)) * (tile.height + TILE_GAP) - TILE_GAP;
}

export type SampleGridData = Required<
  Pick<SampleGridProps, "columns" | "image" | "real" | "count" | "domain">
>;

export function sampleGridPlan(data: SampleGridData, width: number): FigurePlan {
  const newest = data.columns[data.columns.length - 1];
  const picture = newest === undefined ? null : data.image(newest.entry, 0);
  const generated = { count: data.count, picture };
  const real = { count: data.real.length, picture: data.real[0] ?? null };
  const geometry = sampleGridGeometry({ generated, real }, width);
  const frame = frameAround(geometry);
  return {
    frame,
    time: null,
    draw: (surface) => {
      if (geometry.real === null) return;
      drawText(surface, "real", { ...above(geometry.real), weight: 600, colour: "real" });
      drawGrid(surface, geometry.real, (i) => data.real[i] ?? null);
    },
    drawReadout: (surface, { settledStep }) => drawGenerated(surface, geometry, { data, step: settledStep }),
    readout: (step) => {
      const shown = columnFor(data.columns, step);
      return shown === null
        ? "No samples yet"
        : `Generated samples of ${placeWords(shown.step, data.domain.axis ?? "step")}`;
    },
    summary: () =>
      geometry.real === null
        ? `${data.count} generated samples`
        : `${data.count} generated samples beside ${data.real.length} real ones`,
  };
}

/** The newest column at or before `step`; the first where there is none. */
function columnFor(columns: readonly ImageColumn[], step: number): ImageColumn | null {
  const index = indexAtOrBefore(
    columns.map((column) => column.step),
    step,
  );
  return columns[Math.max(0, index)] ?? null;
}

function frameAround({ width, height }: SampleGridGeometry): Frame {
  const plot: Box = { left: 0, top: 0, right: width, bottom: height };
  return { width, height, plot, aside: null };
}

const WORD_RISE = 10;

function above({ left, top }: { left: number; top: number }): { x: number; y: number } {
  return { x: left, y: top - WORD_RISE };
}

function drawGenerated(
  surface: Surface,
  geometry: SampleGridGeometry,
  { data, step }: { data: SampleGridData; step: number },
): void {
  const column = columnFor(data.columns, step);
  if (column === null) return;
  const words = `generated · ${placeWords(column.step, data.domain.axis ?? "step")}`;
  drawText(surface, words, { ...above(geometry.generated), weight: 600, colour: "fake" });
  drawGrid(surface, geometry.generated, (i) => data.image(column.entry, i));
}

function drawGrid(surface: Surface, grid: Grid, imageAt: (index: number) => ImageBitmap | null): void {
  const { side, tile, count } = grid;
  for (let i = 0; i < Math.min(count, side * side); i++) {
    const left = grid.left + (i % side) * (tile.width + TILE_GAP);
    const top = grid.top + Math.floor(i / side) * (tile.height + TILE_GAP);
    drawTile(surface, imageAt(i), { left, top, right: left + tile.width, bottom: top + tile.height });
  }
}
