/** Cuts a grid of samples into its cells. */
import type { MosaicLayout } from "./find-mosaic.ts";
import { cornerOf } from "./mosaic-evidence.ts";
import { type SampleImages, valuesOfImage } from "./sample-images.ts";

/**
 * The cells of image `index`, row by row, copied; empty cells at the end are left out.
 *
 * `layout` comes from `findMosaic`; cell i of one step and cell i of another show the same position. The cells have
 * the unit of the image. Cost: one copy of the pixels.
 * @example
 * const values = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const images = sampleImages({ count: 1, width: 4, height: 2, channels: 1, values, range: { low: 0, high: 255 } });
 * const layout = { cellWidth: 2, cellHeight: 2, rows: 1, columns: 2, padding: 0, emptyCells: 0 };
 * Array.from(splitMosaic(images, 0, layout).values); // => [1, 2, 5, 6, 3, 4, 7, 8]
 */
export function splitMosaic(images: SampleImages, index: number, layout: MosaicLayout): SampleImages {
  const { cellWidth, cellHeight, rows, columns, emptyCells } = layout;
  const { width, channels, range } = images;
  const source = valuesOfImage(images, index);
  const count = rows * columns - emptyCells;
  const line = cellWidth * channels;
  const values = source.slice(0, count * cellHeight * line);
  for (let cell = 0; cell < count; cell++) {
    const { x, y } = cornerOf({ grid: layout, cell });
    for (let down = 0; down < cellHeight; down++) {
      const from = ((y + down) * width + x) * channels;
      values.set(source.subarray(from, from + line), (cell * cellHeight + down) * line);
    }
  }
  return { count, width: cellWidth, height: cellHeight, channels, values, range };
}
