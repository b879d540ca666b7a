/** Lays out and draws the generated samples of one step beside real ones, in two square grids. */
import { type Box, type Frame, gutters, isCompact } from "./frame.ts";
import { indexAtOrBefore } from "./nearest-step.ts";
import { formatStep } from "./number-format.ts";
import type { FigurePlan } from "./plan.ts";
import type { ImageColumn, SampleGridProps } from "./props.ts";
import { drawText, type Surface } from "./surface.ts";
import { drawTile } from "./tile.ts";

const HEAD = 20;
const GRID_GAP = 32;
const TILE_GAP = 2;
const LARGEST_TILE = 60;

export interface SampleGridGeometry {
  readonly width: number;
  readonly height: number;
  /** Images along each side of a grid. */
  readonly side: number;
  /** CSS pixels from one image to the next. */
  readonly pitch: number;
  readonly generated: { readonly left: number; readonly top: number };
  readonly real: { readonly left: number; readonly top: number };
}

/** Side by side from the shared gutter on; one under the other where the figure is compact. */
export function sampleGridGeometry(count: number, width: number): SampleGridGeometry {
  const side = Math.max(1, Math.ceil(Math.sqrt(count)));
  const isStacked = isCompact(width);
  const left = isStacked ? 0 : gutters(width).left;
  const room = isStacked ? width : (width - left - GRID_GAP) / 2;
  const pitch = Math.min(LARGEST_TILE, Math.floor(room / side));
  const block = side * pitch;
  return {
    width,
    height: isStacked ? 2 * (HEAD + block) + GRID_GAP / 2 : HEAD + block,
    side,
    pitch,
    generated: { left, top: HEAD },
    real: isStacked
      ? { left, top: HEAD + block + GRID_GAP / 2 + HEAD }
      : { left: left + block + GRID_GAP, top: HEAD },
  };
}

export type SampleGridData = Required<
  Pick<SampleGridProps, "columns" | "image" | "real" | "count" | "domain">
>;

export function sampleGridPlan(data: SampleGridData, width: number): FigurePlan {
  const geometry = sampleGridGeometry(data.count, width);
  const frame = frameAround(geometry);
  return {
    frame,
    time: null,
    draw: (surface) => {
      drawText(surface, "real", { ...above(geometry.real), weight: 600, colour: "real" });
      drawGrid(
        surface,
        { geometry, origin: geometry.real, count: data.real.length },
        (i) => data.real[i] ?? null,
      );
    },
    drawReadout: (surface, { settledStep }) => drawGenerated(surface, geometry, { data, step: settledStep }),
    readout: (step) => {
      const shown = columnFor(data.columns, step);
      return shown === null ? "No samples yet" : `Generated samples of step ${formatStep(shown.step)}`;
    },
    summary: () => `${data.count} generated samples beside ${data.real.length} real ones`,
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
  const words = `generated · step ${formatStep(column.step)}`;
  drawText(surface, words, { ...above(geometry.generated), weight: 600, colour: "fake" });
  const origin = geometry.generated;
  drawGrid(surface, { geometry, origin, count: data.count }, (i) => data.image(column.entry, i));
}

interface GridPlace {
  readonly geometry: SampleGridGeometry;
  readonly origin: { readonly left: number; readonly top: number };
  readonly count: number;
}

function drawGrid(
  surface: Surface,
  { geometry, origin, count }: GridPlace,
  imageAt: (index: number) => ImageBitmap | null,
): void {
  const { side, pitch } = geometry;
  for (let i = 0; i < Math.min(count, side * side); i++) {
    const left = origin.left + (i % side) * pitch;
    const top = origin.top + Math.floor(i / side) * pitch;
    drawTile(surface, imageAt(i), {
      left,
      top,
      right: left + pitch - TILE_GAP,
      bottom: top + pitch - TILE_GAP,
    });
  }
}
