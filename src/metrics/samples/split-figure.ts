/** Takes apart a figure of subplots, one sample each, which is how notebooks and tutorials log what they generate. */
import { axesOf, isGround } from "./mosaic-axes.ts";
import { type SampleImages, valuesOfImage } from "./sample-images.ts";

/** Fewer subplots are as likely curves or points as samples. */
const FEWEST_CELLS = 8;
/** Smaller ones are letters. */
const LEAST_CELL = 16;
/** Subplots lie at fractions of a pixel: their sizes and distances differ by rounding alone. */
const ROUNDING_PIXELS = 2;
const ROUNDING_SHARE = 0.03;
/** Titles and labels are smaller than this share of a subplot; what lies between is no figure of equal subplots. */
const MOST_OF_TEXT = 0.5;
/** Plots of curves and points are mostly ground. */
const MOST_GROUND = 0.5;
/** Cells are made half as large, and no larger than this, so that a pixel's shift tells no sample from its repeat. */
const MOST_PIXELS = 32;

/**
 * The samples in the subplots of image `index`, row by row, at a common smaller size; null where it is no such figure.
 *
 * A figure has a margin of one colour around and between equal subplots, of which there are eight or more; titles,
 * and labels of axes, are left out. Samples whose own ground is the figure's cannot be told from it. Colours keep their
 * unit. Cost: some passes over the pixels. Source: our own instrument.
 * @example
 * const values = new Uint8Array(64 * 64).fill(255);
 * splitFigure(sampleImages({ count: 1, width: 64, height: 64, channels: 1, values, range: BYTE_RANGE }), 0); // => null
 */
export function splitFigure(images: SampleImages, index: number): SampleImages | null {
  const rows = equalBands(bandsOf(axesOf(images, index).down.isPlain));
  if (rows.length === 0) return null;
  const columns = equalBands(bandsOf(plainColumns(images, index, rows)));
  const isFigure =
    rows.length * columns.length >= FEWEST_CELLS &&
    [rows, columns].every((bands) => bands[0] !== undefined && bands[0].from > 0 && areEven(bands));
  if (!isFigure) return null;
  const cells = rows.flatMap((down) => columns.map((across) => ({ across, down })));
  const grounds = cells.map((cell) => groundShare(images, index, cell));
  const filled = cells.slice(0, grounds.findLastIndex((share) => share < 1) + 1);
  const ground = grounds.slice(0, filled.length).reduce((sum, share) => sum + share, 0) / filled.length;
  if (filled.length < FEWEST_CELLS || !(ground < MOST_GROUND)) return null;
  return shrunk(images, index, filled);
}

/** A stretch along an axis. */
interface Band {
  readonly from: number;
  readonly length: number;
}

interface Cell {
  readonly across: Band;
  readonly down: Band;
}

/** The stretches that are not plain. */
function bandsOf(isPlain: readonly boolean[]): Band[] {
  const bands: Band[] = [];
  let from = -1;
  for (let at = 0; at <= isPlain.length; at++) {
    const isInside = isPlain[at] === false;
    if (isInside && from < 0) from = at;
    if (!isInside && from >= 0) {
      bands.push({ from, length: at - from });
      from = -1;
    }
  }
  return bands;
}

const roundingOf = (length: number) => Math.max(ROUNDING_PIXELS, ROUNDING_SHARE * length);

/** The largest ones, where all others are small enough to be text; none otherwise. */
function equalBands(bands: readonly Band[]): Band[] {
  const longest = bands.reduce((most, { length }) => Math.max(most, length), 0);
  const equal = bands.filter(({ length }) => length >= longest - roundingOf(longest));
  const isText = ({ length }: Band) => length < MOST_OF_TEXT * longest;
  return longest >= LEAST_CELL && bands.every((band) => equal.includes(band) || isText(band)) ? equal : [];
}

function areEven(bands: readonly Band[]): boolean {
  const gaps = bands.slice(1).map(({ from }, at) => from - (bands[at]?.from ?? 0));
  return Math.max(...gaps, 0) - Math.min(...gaps, Number.POSITIVE_INFINITY) <= roundingOf(gaps[0] ?? 0);
}

/** Which columns have the ground's colour within all of these rows. */
function plainColumns(images: SampleImages, index: number, rows: readonly Band[]): boolean[] {
  const values = valuesOfImage(images, index);
  return Array.from({ length: images.width }, (_, x) =>
    rows.every(({ from, length }) => {
      for (let y = from; y < from + length; y++)
        if (!isGround(values, y * images.width + x, images.channels)) return false;
      return true;
    }),
  );
}

function groundShare(images: SampleImages, index: number, { across, down }: Cell): number {
  const values = valuesOfImage(images, index);
  let count = 0;
  for (let y = down.from; y < down.from + down.length; y++) {
    for (let x = across.from; x < across.from + across.length; x++)
      if (isGround(values, y * images.width + x, images.channels)) count++;
  }
  return count / (across.length * down.length);
}

/** Each pixel the mean of those that it stands for. */
function shrunk(images: SampleImages, index: number, cells: readonly Cell[]): SampleImages {
  const source = valuesOfImage(images, index);
  const { channels, range } = images;
  const sideOf = (length = 0) => Math.min(MOST_PIXELS, Math.floor(length / 2));
  const [width, height] = [sideOf(cells[0]?.across.length), sideOf(cells[0]?.down.length)];
  const values = new Float32Array(cells.length * width * height * channels);
  cells.forEach(({ across, down }, cell) => {
    for (let at = 0; at < width * height * channels; at++) {
      const pixel = Math.floor(at / channels);
      const columns = partOf(across, pixel % width, width);
      const rows = partOf(down, Math.floor(pixel / width), height);
      let sum = 0;
      for (let y = rows.from; y < rows.from + rows.length; y++) {
        for (let x = columns.from; x < columns.from + columns.length; x++)
          sum += source[(y * images.width + x) * channels + (at % channels)] ?? Number.NaN;
      }
      values[cell * width * height * channels + at] = sum / (rows.length * columns.length);
    }
  });
  return { count: cells.length, width, height, channels, values, range };
}

function partOf({ from, length }: Band, part: number, parts: number): Band {
  const start = Math.floor((part * length) / parts);
  const end = Math.ceil(((part + 1) * length) / parts);
  return { from: from + start, length: end - start };
}
