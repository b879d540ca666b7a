/** Tells a grid of samples from a single picture, and where its cells are: never by guessing. */

import { emptyCellsAtEnd, linesStandOut } from "./mosaic-evidence.ts";
import { type Candidate, layoutsWithLines, seamLayouts } from "./mosaic-layouts.ts";
import { repeatedLayout } from "./mosaic-repetition.ts";
import type { SampleImages } from "./sample-images.ts";

/** Cells, row by row; the last `emptyCells` of them hold nothing. */
export interface MosaicLayout {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly rows: number;
  readonly columns: number;
  /** Pixels between cells; around all of them too, unless it is 0. */
  readonly padding: number;
  readonly emptyCells: number;
}

export type MosaicFinding =
  | {
      readonly kind: "mosaic";
      readonly layout: MosaicLayout;
      /** `certain`: the lines can be seen; `likely`: they look like the ground of the samples, but all else fits. */
      readonly confidence: "certain" | "likely";
      readonly reason: string;
    }
  | { readonly kind: "single"; readonly reason: string };

/** What is known about an image besides its pixels. */
export interface MosaicHints {
  /** The size of one sample, of the real ones, say. */
  readonly cell?: Size;
  /** True where it is a grid for sure: because its tag says so, for instance. */
  readonly isGrid?: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Fewer cells on plain ground could as well be one picture of a few things. */
const LEAST_CELLS_ON_PLAIN_GROUND = 9;
/** torchvision's default: on plain ground no other padding is believed. */
const USUAL_PADDING = 2;

/**
 * Whether image `index` is a grid of cells, and which.
 *
 * Found are grids with lines between and around the cells, as torchvision's `make_grid` and `save_image` make them
 * (any padding up to 8 pixels and any colour of lines), and grids without lines, as `add_images` of PyTorch makes
 * them, where the edges of the cells stand out. `cell`, the size of one sample where it is known (of the real ones,
 * say), settles all other cases;
 * `isGrid` alone does where the cells have much in common, and so do sixteen square cells or more that have so much
 * in common as no photograph has. On plain ground (black digits' paper and black lines) lines cannot be seen: there a
 * grid needs nine square cells, the usual padding, and something in each cell. Pictures drawn by matplotlib have
 * cells that are not copies of pixels and are left whole. Cost: some passes over the pixels a candidate.
 * @example
 * const values = Uint8Array.from({ length: 64 * 64 }, (_, at) => at % 251);
 * const images = sampleImages({ count: 1, width: 64, height: 64, channels: 1, values, range: { low: 0, high: 255 } });
 * findMosaic(images, 0).kind; // => "single"
 */
export function findMosaic(
  images: SampleImages,
  index: number,
  { cell, isGrid = false }: MosaicHints = {},
): MosaicFinding {
  if (cell !== undefined && cell.width === images.width && cell.height === images.height)
    return { kind: "single", reason: "It is as large as one sample." };
  const withLines = layoutsWithLines(images, index).filter((found) => fits(found, cell));
  for (const found of withLines) {
    const finding = judged(images, { index, found, isSizeKnown: cell !== undefined });
    if (finding !== null) return finding;
  }
  const seams = seamLayouts(images, index, cell);
  const repeated = cell === undefined && seams === null ? repeatedLayout(images, index, isGrid) : null;
  if (repeated !== null) {
    const layout = { ...repeated, emptyCells: emptyCellsAtEnd(images, index, repeated) };
    return {
      kind: "mosaic",
      layout,
      confidence: "likely",
      reason: isGrid
        ? `It is a grid, and cells of ${layout.cellWidth} × ${layout.cellHeight} have most in common.`
        : `Cells of ${layout.cellWidth} × ${layout.cellHeight} have more in common than one picture has with itself.`,
    };
  }
  if (seams !== null) {
    const reason =
      cell === undefined
        ? "The edges of its cells stand out."
        : "It is a whole number of samples wide and high.";
    return {
      kind: "mosaic",
      layout: { ...seams, emptyCells: emptyCellsAtEnd(images, index, seams) },
      confidence: "certain",
      reason,
    };
  }
  return { kind: "single", reason: withoutGrid(images, withLines.length > 0) };
}

function fits({ cellWidth, cellHeight }: Candidate, cell: Size | undefined): boolean {
  return cell === undefined || (cell.width === cellWidth && cell.height === cellHeight);
}

interface Judgement {
  readonly index: number;
  readonly found: Candidate;
  readonly isSizeKnown: boolean;
}

function judged(images: SampleImages, { index, found, isSizeKnown }: Judgement): MosaicFinding | null {
  const emptyCells = emptyCellsAtEnd(images, index, found);
  const layout = { ...found, emptyCells };
  const lines = `lines of ${found.padding} pixels every ${found.cellWidth + found.padding} × ${found.cellHeight + found.padding}`;
  if (isSizeKnown)
    return {
      kind: "mosaic",
      layout,
      confidence: "certain",
      reason: `It has ${lines}, and cells as large as a sample.`,
    };
  if (linesStandOut(images, index, found))
    return { kind: "mosaic", layout, confidence: "certain", reason: `It has ${lines}.` };
  const cells = found.rows * found.columns - emptyCells;
  const isPlausible =
    found.padding === USUAL_PADDING &&
    found.cellWidth === found.cellHeight &&
    Math.min(found.rows, found.columns) > 1 &&
    cells >= LEAST_CELLS_ON_PLAIN_GROUND;
  return isPlausible
    ? {
        kind: "mosaic",
        layout,
        confidence: "likely",
        reason: `${cells} square cells on plain ground leave room for ${lines}.`,
      }
    : null;
}

function withoutGrid({ width, height }: SampleImages, hadLines: boolean): string {
  return hadLines
    ? `Plain lines divide its ${width} × ${height} pixels, as the ground of one picture would, or the margins of a figure: name the size of a sample to split it.`
    : `Nothing divides its ${width} × ${height} pixels into equal cells.`;
}
