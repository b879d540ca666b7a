/** What speaks for a grid besides its lines: cells that reach up to them, and cells that hold something. */

import { isGround } from "./mosaic-axes.ts";
import type { Candidate } from "./mosaic-layouts.ts";
import { type SampleImages, valuesOfImage } from "./sample-images.ts";

/** Share of the pixels beside lines that must differ from them. */
const LEAST_CONTRASTING_SHARE = 0.5;

/** How many cells at the end of the grid have the colour of the lines throughout. */
export function emptyCellsAtEnd(images: SampleImages, index: number, grid: Candidate): number {
  const cells = grid.rows * grid.columns;
  let empty = 0;
  while (empty < cells && isEmpty(images, index, { grid, cell: cells - 1 - empty })) empty += 1;
  return empty;
}

interface CellOfGrid {
  readonly grid: Candidate;
  readonly cell: number;
}

/** Upper left pixel of a cell. */
export function cornerOf({ grid, cell }: CellOfGrid): { x: number; y: number } {
  const { padding, columns, cellWidth, cellHeight } = grid;
  return {
    x: padding + (cell % columns) * (cellWidth + padding),
    y: padding + Math.floor(cell / columns) * (cellHeight + padding),
  };
}

/** Without lines, empty cells are black, as `add_images` leaves them. */
function isEmpty(images: SampleImages, index: number, place: CellOfGrid): boolean {
  const values = valuesOfImage(images, index);
  const { width, channels, range } = images;
  const { cellWidth, cellHeight, padding } = place.grid;
  const { x, y } = cornerOf(place);
  for (let pixel = 0; pixel < cellWidth * cellHeight; pixel++) {
    const at = (y + Math.floor(pixel / cellWidth)) * width + x + (pixel % cellWidth);
    if (padding > 0 && !isGround(values, at, channels)) return false;
    for (let channel = 0; padding === 0 && channel < channels; channel++)
      if (values[at * channels + channel] !== range.low) return false;
  }
  return true;
}

/**
 * Whether most pixels on the edges of filled cells differ from the lines beside them: then the lines can be seen, all
 * around cells of one size, which no single picture has by chance.
 */
export function linesStandOut(images: SampleImages, index: number, grid: Candidate): boolean {
  const values = valuesOfImage(images, index);
  const filled = grid.rows * grid.columns - emptyCellsAtEnd(images, index, grid);
  if (filled < 2) return false;
  for (let cell = 0; cell < filled; cell++) {
    const edge = edgeOf(images.width, { grid, cell });
    const contrasting = edge.filter((pixel) => !isGround(values, pixel, images.channels)).length;
    if (contrasting < LEAST_CONTRASTING_SHARE * edge.length) return false;
  }
  return true;
}

function edgeOf(width: number, place: CellOfGrid): number[] {
  const { cellWidth, cellHeight } = place.grid;
  const { x, y } = cornerOf(place);
  const pixel = (across: number, down: number) => (y + down) * width + x + across;
  const columns = Array.from({ length: cellWidth }, (_, across) => across);
  const rows = Array.from({ length: cellHeight }, (_, down) => down);
  return [
    ...columns.flatMap((across) => [pixel(across, 0), pixel(across, cellHeight - 1)]),
    ...rows.flatMap((down) => [pixel(0, down), pixel(cellWidth - 1, down)]),
  ];
}
