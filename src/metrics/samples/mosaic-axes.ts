/** An image seen along its two axes: which columns and rows are plain, and how much neighbouring ones differ. */
import { type SampleImages, valuesOfImage } from "./sample-images.ts";

export interface Axes<T> {
  /** Of columns, from left to right. */
  readonly across: T;
  /** Of rows, from top to bottom. */
  readonly down: T;
}

export interface LineReport {
  /** Whether all pixels of the line have the colour of the image's first pixel. */
  readonly isPlain: readonly boolean[];
}

/** The colour of lines is that of the upper left pixel, where lines around the cells meet. */
export function axesOf(images: SampleImages, index: number): Axes<LineReport> {
  const { width, height, channels } = images;
  const values = valuesOfImage(images, index);
  const across = new Array<boolean>(width).fill(true);
  const down = new Array<boolean>(height).fill(true);
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (isGround(values, pixel, channels)) continue;
    across[pixel % width] = false;
    down[Math.floor(pixel / width)] = false;
  }
  return { across: { isPlain: across }, down: { isPlain: down } };
}

/** Whether a pixel has the colour of the upper left one. */
export function isGround(values: SampleImages["values"], pixel: number, channels: number): boolean {
  for (let channel = 0; channel < channels; channel++) {
    if (values[pixel * channels + channel] !== values[channel]) return false;
  }
  return true;
}

/** Mean absolute difference between each column (row) and the next one. */
export function seamsOf(images: SampleImages, index: number): Axes<Float64Array> {
  const { width, height, channels } = images;
  const values = valuesOfImage(images, index);
  const across = new Float64Array(width - 1);
  const down = new Float64Array(height - 1);
  const row = width * channels;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    const x = Math.floor((at % row) / channels);
    const y = Math.floor(at / row);
    if (x + 1 < width)
      across[x] = (across[x] ?? 0) + Math.abs((values[at + channels] ?? 0) - value) / (height * channels);
    if (y + 1 < height) down[y] = (down[y] ?? 0) + Math.abs((values[at + row] ?? 0) - value) / row;
  }
  return { across, down };
}
