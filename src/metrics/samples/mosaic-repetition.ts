/** How alike the cells of an image would be: where it is known to be a grid, that tells the size of its cells. */
import type { Candidate } from "./mosaic-layouts.ts";
import { brightnessOf, type SampleImages } from "./sample-images.ts";

/** Smaller cells are textures, not samples. */
const LEAST_CELL = 8;
/** Less than this share of the variance in common, beyond chance, and the cells are not of one kind. */
const LEAST_COMMON_SHARE = 0.15;
/** A multiple of the right cell repeats nearly as well: the smallest cell within this share of the best is taken. */
const NEARLY_BEST = 0.75;

/**
 * The grid of square cells without lines whose cells have most in common; null where none has enough. Samples of one
 * kind do: digits are dark at the rim, faces have eyes in one place. So have the stamps that transposed convolutions
 * leave in one large picture, which is why this is asked only of what is known to be a grid.
 */
export function repeatedLayout(images: SampleImages, index: number): Candidate | null {
  const brightness = brightnessOf(images, index);
  const judged = squareCells(images).map((layout) => ({
    layout,
    share: commonShare(images, brightness, layout),
  }));
  const best = judged.reduce((most, { share }) => Math.max(most, share), LEAST_COMMON_SHARE);
  // Smallest cells first.
  return (
    judged.find(({ share }) => share >= NEARLY_BEST * best && share >= LEAST_COMMON_SHARE)?.layout ?? null
  );
}

function squareCells({ width, height }: SampleImages): Candidate[] {
  const found: Candidate[] = [];
  for (let side = LEAST_CELL; side <= Math.min(width, height); side++) {
    const [columns, rows] = [width / side, height / side];
    if (Number.isInteger(columns) && Number.isInteger(rows) && columns * rows > 1)
      found.push({ cellWidth: side, cellHeight: side, columns, rows, padding: 0 });
  }
  return found;
}

/** The share of the variance that the mean cell explains, less what it would explain of unrelated cells (adjusted R²). */
function commonShare(images: SampleImages, brightness: Float64Array, layout: Candidate): number {
  const { cellWidth, cellHeight, columns, rows } = layout;
  const cells = columns * rows;
  const mean = brightness.reduce((sum, value) => sum + value, 0) / brightness.length;
  const sums = new Float64Array(cellWidth * cellHeight);
  let total = 0;
  brightness.forEach((value, pixel) => {
    const x = pixel % images.width;
    const y = Math.floor(pixel / images.width);
    const place = (y % cellHeight) * cellWidth + (x % cellWidth);
    sums[place] = (sums[place] ?? 0) + value - mean;
    total += (value - mean) ** 2;
  });
  const explained = sums.reduce((sum, value) => sum + value * value, 0) / cells;
  const share = explained / total;
  return (share - 1 / cells) / (1 - 1 / cells);
}
