/** Reads a plot back: which of its pixels were drawn in colours, and which two colours those are. */
import type { SampleImages } from "../metrics/index.ts";

/** Smaller pictures are samples rather than plots. */
const LEAST_SIDE = 64;
/** Plots are drawn on one even ground, which most of their pixels show. */
const LEAST_GROUND = 0.5;
/** Between a pixel's strongest and weakest channel, of the range; axes and letters are grey. */
const LEAST_CHROMA = 0.16;
const DEGREES = 360;
const SEXTANT = 60;
const BIN_DEGREES = 5;
const HUE_BINS = DEGREES / BIN_DEGREES;
/** Two colours are told apart from here on; what is drawn in one of them lies nearer to it than this. */
const LEAST_DEGREES_APART = 40;
const MOST_DEGREES_OFF = 20;
/** Of the coloured pixels: a colour of fewer is a legend or an edge, and a plot of two colours has few others. */
const LEAST_SHARE = 0.02;
const LEAST_SHARE_OF_BOTH = 0.75;
/** Grey points stand out from the ground by no more than this share of the range; axes and letters do by more. */
const MOST_CONTRAST_OF_GREY = 0.75;
const MOST_STRONG_BESIDE_GREY = 0.2;
/** Of a picture's width or height: no row of points is as long. */
const FRAME_SHARE = 0.4;
/** Of the pixels of axes and letters; points may cover up some, and titles count steps. */
const LEAST_SHARED_AXES = 0.85;
const NO_COLOUR = -1;
/** Stands for a hue beside those from 0 to 359 degrees. */
const GREY = 360;
/** Ink is looked at in at most so many cells a side, however fine the picture. */
const MOST_CELLS = 160;

export interface Plot {
  readonly width: number;
  readonly height: number;
  /** Degrees a pixel; 360 for grey ink, −1 for none. */
  readonly hues: Int16Array;
  /** 1 where something stands out from the ground that has no colour: axes, ticks and letters. */
  readonly uncoloured: Uint8Array;
}

export interface Ink {
  readonly columns: number;
  readonly rows: number;
  /** 1 where anything of the colour was drawn, row by row. */
  readonly cells: Uint8Array;
  readonly count: number;
}

/** `null` where the images are no plot: several, small, grey, or without an even ground. */
export function readPlot(images: SampleImages): Plot | null {
  const { count, width, height, channels, values, range } = images;
  if (count !== 1 || channels < 3 || Math.min(width, height) < LEAST_SIDE) return null;
  const least = LEAST_CHROMA * (range.high - range.low);
  const hues = new Int16Array(width * height).fill(NO_COLOUR);
  const greys = new Map<number, number>();
  for (let pixel = 0; pixel < hues.length; pixel++) {
    const at = pixel * channels;
    const [red, green, blue] = [values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0];
    const strongest = Math.max(red, green, blue);
    const chroma = strongest - Math.min(red, green, blue);
    if (chroma >= least) hues[pixel] = hueOf({ red, green, blue }, strongest, chroma);
    else greys.set(strongest, (greys.get(strongest) ?? 0) + 1);
  }
  const ground = [...greys].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  if (ground[1] < LEAST_GROUND * hues.length) return null;
  markGreyInk(hues, images, { ground: ground[0], greys });
  const isDrawn = (level: number) => Math.abs(level - ground[0]) >= least;
  const uncoloured = Uint8Array.from(hues, (hue, pixel) =>
    hue === NO_COLOUR && isDrawn(values[pixel * channels] ?? ground[0]) ? 1 : 0,
  );
  return { width, height, hues, uncoloured };
}

interface Greys {
  readonly ground: number;
  /** Pixels by their level. */
  readonly greys: ReadonlyMap<number, number>;
}

/** Grey points are ink as well, unless there are axes and letters, whose edges are as grey. */
function markGreyInk(hues: Int16Array, images: SampleImages, { ground, greys }: Greys) {
  const { channels, values, range } = images;
  const contrast = (level: number) => Math.abs(level - ground) / (range.high - range.low);
  const isGrey = (level: number) =>
    contrast(level) >= LEAST_CHROMA && contrast(level) <= MOST_CONTRAST_OF_GREY;
  const countOf = (is: (level: number) => boolean) =>
    [...greys].reduce((sum, [level, count]) => sum + (is(level) ? count : 0), 0);
  const strong = countOf((level) => contrast(level) > MOST_CONTRAST_OF_GREY);
  if (strong > MOST_STRONG_BESIDE_GREY * countOf(isGrey) || hasFrame(hues, images, ground)) return;
  hues.forEach((hue, pixel) => {
    if (hue === NO_COLOUR && isGrey(values[pixel * channels] ?? ground)) hues[pixel] = GREY;
  });
}

/** Whether a line goes through much of the picture: small plots have axes as pale as points. */
function hasFrame(
  hues: Int16Array,
  { width, height, channels, values }: SampleImages,
  ground: number,
): boolean {
  const [columns, rows] = [new Uint32Array(width), new Uint32Array(height)];
  hues.forEach((hue, pixel) => {
    if (hue !== NO_COLOUR || values[pixel * channels] === ground) return;
    const [column, row] = [pixel % width, Math.floor(pixel / width)];
    columns[column] = (columns[column] ?? 0) + 1;
    rows[row] = (rows[row] ?? 0) + 1;
  });
  return Math.max(...columns) >= FRAME_SHARE * height || Math.max(...rows) >= FRAME_SHARE * width;
}

interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

function hueOf({ red, green, blue }: Colour, strongest: number, chroma: number): number {
  const sextants =
    strongest === red
      ? (green - blue) / chroma
      : strongest === green
        ? 2 + (blue - red) / chroma
        : 4 + (red - green) / chroma;
  return Math.floor((sextants * SEXTANT + DEGREES) % DEGREES);
}

interface Hues {
  /** Pixels in each bin of hues and the two on either side. */
  readonly near: readonly number[];
  readonly coloured: number;
  readonly grey: number;
}

function huesOf(plots: readonly Plot[]): Hues {
  const bins = new Float64Array(HUE_BINS);
  let grey = 0;
  for (const { hues } of plots) {
    for (const hue of hues) {
      if (hue === GREY) grey++;
      else if (hue >= 0) bins[Math.floor(hue / BIN_DEGREES)] = (bins[Math.floor(hue / BIN_DEGREES)] ?? 0) + 1;
    }
  }
  const near = Array.from(bins, (_, bin) => inkNear(bins, bin));
  return { near, coloured: bins.reduce((sum, each) => sum + each, 0), grey };
}

/** The two colours that plots are drawn in, in degrees, the more frequent first; null where there are fewer or more. */
export function twoHues(plots: readonly Plot[]): readonly [number, number] | null {
  const { near, coloured, grey } = huesOf(plots);
  const first = placeOfLargest(near);
  const second = placeOfLargest(
    near.map((ink, bin) =>
      degreesApart(bin * BIN_DEGREES, first * BIN_DEGREES) < LEAST_DEGREES_APART ? 0 : ink,
    ),
  );
  const [most, other] = [near[first] ?? 0, near[second] ?? 0];
  const isGreyTheOther = other < LEAST_SHARE * coloured;
  const [least, total] = isGreyTheOther ? [grey, coloured + grey] : [other, coloured];
  if (most === 0 || least < LEAST_SHARE * total || most + least < LEAST_SHARE_OF_BOTH * total) return null;
  return [middleOf(first), isGreyTheOther ? GREY : middleOf(second)];
}

/** The colour of what is plotted, in degrees; null where there is none, or as much of another. */
export function mainHue(plot: Plot): number | null {
  const { near, coloured } = huesOf([plot]);
  const main = placeOfLargest(near);
  return coloured > 0 && (near[main] ?? 0) >= LEAST_SHARE_OF_BOTH * coloured ? middleOf(main) : null;
}

/** Whether axes, ticks and the numbers at them are the same, so that a place is the same point in both plots. */
export function haveSameAxes(one: Plot, other: Plot): boolean {
  if (one.width !== other.width || one.height !== other.height) return false;
  let [either, both] = [0, 0];
  one.uncoloured.forEach((isDrawn, pixel) => {
    const isDrawnToo = other.uncoloured[pixel] ?? 0;
    either += isDrawn | isDrawnToo;
    both += isDrawn & isDrawnToo;
  });
  return both >= LEAST_SHARED_AXES * either;
}

function middleOf(bin: number): number {
  return (bin + 1 / 2) * BIN_DEGREES;
}

/** In a bin and the two on either side. */
function inkNear(bins: Float64Array, bin: number): number {
  return [-2, -1, 0, 1, 2].reduce((sum, by) => sum + (bins[(bin + by + HUE_BINS) % HUE_BINS] ?? 0), 0);
}

function placeOfLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

function degreesApart(a: number, b: number): number {
  const apart = Math.abs(a - b) % DEGREES;
  return Math.min(apart, DEGREES - apart);
}

/** Where a plot shows a colour, in cells of equal size. */
export function inkOf({ width, height, hues }: Plot, hue: number): Ink {
  const size = Math.ceil(Math.max(width, height) / MOST_CELLS);
  const [columns, rows] = [Math.ceil(width / size), Math.ceil(height / size)];
  const cells = new Uint8Array(columns * rows);
  hues.forEach((own, pixel) => {
    if (!isOfHue(own, hue)) return;
    cells[Math.floor(pixel / width / size) * columns + Math.floor((pixel % width) / size)] = 1;
  });
  return inkIn({ columns, rows }, cells);
}

function isOfHue(own: number, hue: number): boolean {
  if (own === GREY || hue === GREY) return own === hue;
  return own >= 0 && degreesApart(own, hue) <= MOST_DEGREES_OFF;
}

export function inkIn({ columns, rows }: Pick<Ink, "columns" | "rows">, cells: Uint8Array): Ink {
  return { columns, rows, cells, count: cells.reduce((sum, cell) => sum + cell, 0) };
}
