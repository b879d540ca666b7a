/** The ways in which an image could be a grid: equal cells between lines of one colour, or between visible seams. */
import { type Axes, axesOf, type LineReport, seamsOf } from "./mosaic-axes.ts";
import type { SampleImages } from "./sample-images.ts";

export interface Candidate {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly rows: number;
  readonly columns: number;
  readonly padding: number;
}

/** Smaller cells are textures, not samples. */
const LEAST_CELL = 8;
/** Wider lines than torchvision's users draw are the margins of a figure. */
const MOST_PADDING = 8;

/** Grids whose lines all have one colour, the finest first. At least two cells, of 8 pixels a side. */
export function layoutsWithLines(images: SampleImages, index: number): Candidate[] {
  const axes = axesOf(images, index);
  const found: Candidate[] = [];
  for (let padding = 1; padding <= MOST_PADDING; padding++) {
    const columns = periodsOf(axes.across, images.width, padding);
    const rows = periodsOf(axes.down, images.height, padding);
    for (const column of columns) {
      for (const row of rows) {
        if (column.count * row.count < 2) continue;
        found.push({
          cellWidth: column.cell,
          cellHeight: row.cell,
          columns: column.count,
          rows: row.count,
          padding,
        });
      }
    }
  }
  return found.sort((a, b) => rank(b) - rank(a));
}

/** Finest first; of equally fine ones, square cells, then wider lines (narrower ones leave a rim in the cells). */
function rank({ cellWidth, cellHeight, rows, columns, padding }: Candidate): number {
  const isSquare = cellWidth === cellHeight ? 1 : 0;
  return (rows * columns * 2 + isSquare) * (MOST_PADDING + 1) + padding;
}

interface Period {
  readonly cell: number;
  readonly count: number;
}

/** Every number of equal cells along an axis such that all lines between and around them are plain. */
function periodsOf(lines: LineReport, length: number, padding: number): Period[] {
  const found: Period[] = [];
  for (let count = 1; count * (LEAST_CELL + padding) + padding <= length; count++) {
    const step = (length - padding) / count;
    if (!Number.isInteger(step)) continue;
    if (arePlain(lines, { step, count, padding })) found.push({ cell: step - padding, count });
  }
  return found;
}

function arePlain(lines: LineReport, grid: { step: number; count: number; padding: number }): boolean {
  for (let line = 0; line <= grid.count; line++) {
    for (let at = 0; at < grid.padding; at++) {
      if (lines.isPlain[line * grid.step + at] !== true) return false;
    }
  }
  return true;
}

/** Across seams, pixels must differ by this many times the most that they differ inside cells, on average of a line. */
const SEAM_CONTRAST = 1.2;
/** Two seams may fall together by chance, four do not. */
const LEAST_SEAMS = 4;
/** Chance seams of compression lie every 8 or 16 pixels. */
const LEAST_CELL_WITHOUT_LINES = 20;

/** The grid without lines whose seams all stand out, or whose cells have the size given; null where there is none. */
export function seamLayouts(
  images: SampleImages,
  index: number,
  cell?: { readonly width: number; readonly height: number },
): Candidate | null {
  const { width, height } = images;
  if (cell !== undefined) {
    const [columns, rows] = [width / cell.width, height / cell.height];
    const isWhole = Number.isInteger(columns) && Number.isInteger(rows) && columns * rows > 1;
    return isWhole ? { cellWidth: cell.width, cellHeight: cell.height, columns, rows, padding: 0 } : null;
  }
  const seams = seamsOf(images, index);
  const columns = seamPeriod(seams.across, width);
  const rows = seamPeriod(seams.down, height);
  if (columns.count + rows.count - 2 < LEAST_SEAMS) return null;
  return {
    cellWidth: columns.cell,
    cellHeight: rows.cell,
    columns: columns.count,
    rows: rows.count,
    padding: 0,
  };
}

/** The most cells such that every seam differs more than every other place; one cell where there are none. */
function seamPeriod(differences: Axes<Float64Array>["across"], length: number): Period {
  for (let count = Math.floor(length / LEAST_CELL_WITHOUT_LINES); count > 1; count--) {
    const cell = length / count;
    if (Number.isInteger(cell) && standOut(differences, cell)) return { cell, count };
  }
  return { cell: length, count: 1 };
}

function standOut(differences: Float64Array, cell: number): boolean {
  const isSeam = (_: number, place: number) => (place + 1) % cell === 0;
  const inside = differences.filter((value, place) => !isSeam(value, place));
  const most = inside.reduce((largest, value) => Math.max(largest, value), 0);
  // Cells without any texture are squares of a board, not samples.
  return most > 0 && differences.filter(isSeam).every((value) => value > SEAM_CONTRAST * most);
}
