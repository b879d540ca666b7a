/** Turns a grid of values into pixels: the one inner loop that all heat maps share. */
import type { Ramp } from "../theme/index.ts";

/** Values on a grid whose columns and rows need not be even; a NaN cell stays transparent. */
export interface HeatGrid {
  /** Device pixels [from, to) of each column; columns may leave holes, a later one covers an earlier. */
  readonly fromPixels: Int32Array;
  readonly toPixels: Int32Array;
  /** [rowCount + 1] device pixels, increasing, from the top. */
  readonly rowPixels: Int32Array;
  /** [columnCount × rowCount], row-major. */
  readonly values: Float64Array;
}

export interface RasterSize {
  readonly width: number;
  readonly height: number;
}

/** Colours as `[red, green, blue]` triples, one for each of `RAMP_STEPS` shares of 0–1. */
export type RampTable = Uint8Array;

const RAMP_STEPS = 256;
const BYTES_PER_PIXEL = 4;
const OPAQUE = 255;

export function rampTable(ramp: Ramp): RampTable {
  const table = new Uint8Array(RAMP_STEPS * 3);
  for (let i = 0; i < RAMP_STEPS; i++) table.set(ramp(i / (RAMP_STEPS - 1)), i * 3);
  return table;
}

/**
 * Paints the grid into `pixels` (RGBA, row-major, of `size`). `colours` gives the table for a cell and
 * the share of it, packed as `shareOf(value, row)`; a share of NaN leaves the cell as it was.
 */
export function rasteriseInto(
  pixels: Uint8ClampedArray,
  size: RasterSize,
  { grid, tableOf, shareOf }: Painting,
): void {
  const rowCount = grid.rowPixels.length - 1;
  for (let row = 0; row < rowCount; row++) {
    const table = tableOf(row);
    const top = Math.max(0, grid.rowPixels[row] ?? 0);
    const bottom = Math.min(size.height, grid.rowPixels[row + 1] ?? 0);
    if (bottom <= top) continue;
    for (let column = 0; column < grid.fromPixels.length; column++) {
      const share = shareOf(grid.values[column * rowCount + row] ?? Number.NaN, row);
      if (Number.isNaN(share)) continue;
      const at = Math.round(Math.min(1, Math.max(0, share)) * (RAMP_STEPS - 1)) * 3;
      const from = Math.max(0, grid.fromPixels[column] ?? 0);
      const to = Math.min(size.width, grid.toPixels[column] ?? 0);
      for (let x = from; x < to; x++) {
        const pixel = (top * size.width + x) * BYTES_PER_PIXEL;
        pixels[pixel] = table[at] ?? 0;
        pixels[pixel + 1] = table[at + 1] ?? 0;
        pixels[pixel + 2] = table[at + 2] ?? 0;
        pixels[pixel + 3] = OPAQUE;
      }
    }
    repeatRow(pixels, size, { top, bottom });
  }
}

export interface Painting {
  readonly grid: HeatGrid;
  readonly tableOf: (row: number) => RampTable;
  /** Share of 0–1 for a value; NaN: not drawn. */
  readonly shareOf: (value: number, row: number) => number;
}

/** All pixel rows of a cell row are alike: the first is copied to the others. */
function repeatRow(
  pixels: Uint8ClampedArray,
  { width }: RasterSize,
  { top, bottom }: { top: number; bottom: number },
): void {
  const stride = width * BYTES_PER_PIXEL;
  for (let y = top + 1; y < bottom; y++) pixels.copyWithin(y * stride, top * stride, (top + 1) * stride);
}
