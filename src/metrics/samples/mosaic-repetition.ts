/** How alike the cells of an image would be, which tells the size of cells that no line or seam divides. */
import { emptyCellsAtEnd } from "./mosaic-evidence.ts";
import type { Candidate } from "./mosaic-layouts.ts";
import { brightnessOf, type SampleImages } from "./sample-images.ts";

/** Smaller cells are textures, not samples. */
const LEAST_CELL = 8;
/** Less than this share of the variance in common, beyond chance, and the cells are not of one kind. */
const LEAST_COMMON_SHARE = 0.15;
/** A multiple of the right cell repeats nearly as well: the smallest cell within this share of the best is taken. */
const NEARLY_BEST = 0.75;

/** Of an image that may be no grid: photographs have less than .03 in common between so many cells, digits .24 to .5. */
const LEAST_SURE_SHARE = 0.2;
const FEWEST_SURE_CELLS = 16;
/** Cells come again both ways: curves drawn one below the other do so down the picture, and not across it. */
const LEAST_SHARE_OF_AN_AXIS = 0.05;
const LEAST_SHARE_OF_THE_OTHER = 0.6;
/** Cells that are all the same are the squares of a board. */
const MOST_COMMON_SHARE = 0.98;
/** What transposed convolutions stamp on a picture comes again after so few pixels, and after all multiples of them. */
const STAMPS = [2, 4];

/**
 * The grid of square cells without lines whose cells have most in common; null where none has enough. Samples of one
 * kind do: digits are dark at the rim, faces have eyes in one place. `isGrid`: whether it is known to be one; else there
 * must be sixteen cells, more alike than stamps or a figure's margins make them.
 */
export function repeatedLayout(images: SampleImages, index: number, isGrid: boolean): Candidate | null {
  const brightness = brightnessOf(images, index);
  const shareOf = (one: CellsOfImage) => commonShare(images.width, brightness, one);
  const judged = squareCells(images)
    .map((layout) => ({ layout, cells: filledCellsOf(images, index, layout) }))
    .filter(({ cells }) => cells >= (isGrid ? 2 : FEWEST_SURE_CELLS))
    .map((one) => ({ ...one, share: shareOf(one) }));
  const least = isGrid ? LEAST_COMMON_SHARE : LEAST_SURE_SHARE;
  const best = judged.reduce((most, { share }) => Math.max(most, share), least);
  // Smallest cells first.
  const found = judged.find(({ share }) => share >= NEARLY_BEST * best && share >= least);
  if (found === undefined || isGrid) return found?.layout ?? null;
  const { width, height } = images;
  const areStamped = STAMPS.filter((side) => width % side === 0 && height % side === 0)
    .map((side) => cellsOf(images, side))
    .some((layout) => shareOf({ layout, cells: layout.columns * layout.rows }) >= found.share / 2);
  const isBoard = found.share > MOST_COMMON_SHARE;
  if (areStamped || isBoard || isFramed(images, brightness)) return null;
  return comesAgainBothWays(images, brightness, found) ? found.layout : null;
}

function filledCellsOf(images: SampleImages, index: number, layout: Candidate): number {
  return layout.columns * layout.rows - emptyCellsAtEnd(images, index, layout);
}

function squareCells(images: SampleImages): Candidate[] {
  const { width, height } = images;
  const found: Candidate[] = [];
  for (let side = LEAST_CELL; side <= Math.min(width, height); side++) {
    const layout = cellsOf(images, side);
    const isWhole = Number.isInteger(layout.columns) && Number.isInteger(layout.rows);
    if (isWhole && layout.columns * layout.rows > 1) found.push(layout);
  }
  return found;
}

function cellsOf({ width, height }: SampleImages, side: number): Candidate {
  return { cellWidth: side, cellHeight: side, columns: width / side, rows: height / side, padding: 0 };
}

interface CellsOfImage {
  readonly layout: Candidate;
  /** Without the empty ones at the end. */
  readonly cells: number;
}

/** The share of the variance that the mean cell explains, less what it would explain of unrelated cells (adjusted R²). */
function commonShare(width: number, brightness: Float64Array, { layout, cells }: CellsOfImage): number {
  const { cellWidth, cellHeight, columns } = layout;
  const cellOf = (pixel: number) =>
    Math.floor(Math.floor(pixel / width) / cellHeight) * columns + Math.floor((pixel % width) / cellWidth);
  const isFilled = (_: number, pixel: number) => cellOf(pixel) < cells;
  const filled = brightness.filter(isFilled);
  const mean = filled.reduce((sum, value) => sum + value, 0) / filled.length;
  const sums = new Float64Array(cellWidth * cellHeight);
  let total = 0;
  brightness.forEach((value, pixel) => {
    if (!isFilled(value, pixel)) return;
    const place = (Math.floor(pixel / width) % cellHeight) * cellWidth + ((pixel % width) % cellWidth);
    sums[place] = (sums[place] ?? 0) + value - mean;
    total += (value - mean) ** 2;
  });
  const explained = sums.reduce((sum, value) => sum + value * value, 0) / cells;
  const share = explained / total;
  return (share - 1 / cells) / (1 - 1 / cells);
}

/** Of the brightness of whole columns and whole rows; of rows of cells only those that are full. */
function comesAgainBothWays(
  { width }: SampleImages,
  brightness: Float64Array,
  { layout, cells }: CellsOfImage,
): boolean {
  const side = layout.cellWidth;
  const height = side * Math.floor(cells / layout.columns);
  const [across, down] = [new Float64Array(width), new Float64Array(height)];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    across[x] = (across[x] ?? 0) + (brightness[pixel] ?? 0);
    down[y] = (down[y] ?? 0) + (brightness[pixel] ?? 0);
  }
  const lineOf = (count: number): CellsOfImage => ({
    layout: { cellWidth: side, cellHeight: 1, columns: count, rows: 1, padding: 0 },
    cells: count,
  });
  const shares = [across, down].map((sums) => commonShare(sums.length, sums, lineOf(sums.length / side)));
  return Math.min(...shares) >= LEAST_SHARE_OF_AN_AXIS && Math.max(...shares) >= LEAST_SHARE_OF_THE_OTHER;
}

/** Whether one colour other than black surrounds all: the margin of a figure. */
function isFramed(images: SampleImages, brightness: Float64Array): boolean {
  const { width, height, range } = images;
  const [ground = range.low] = brightness;
  const isOnRim = (pixel: number) =>
    pixel < width || pixel >= width * (height - 1) || pixel % width === 0 || pixel % width === width - 1;
  return ground !== range.low && brightness.every((value, pixel) => value === ground || !isOnRim(pixel));
}
