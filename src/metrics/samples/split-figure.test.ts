import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { seededRandom } from "../random-source.ts";
import { ownVariety } from "./own-variety.ts";
import { BYTE_RANGE, pixelMatrix, type SampleImages, sampleImages } from "./sample-images.ts";
import { splitFigure } from "./split-figure.ts";

/** Made by scripts/fixtures/make-mosaics.py. */
const FIXTURES = new URL("../../../fixtures/mosaics/", import.meta.url);
const Pictures = z.array(
  z.object({ name: z.string(), width: z.number(), height: z.number(), channels: z.number() }),
);
const PICTURES = Pictures.parse(JSON.parse(readFileSync(new URL("mosaics.json", FIXTURES), "utf8")));

function picture(wanted: string): SampleImages {
  const found = PICTURES.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`fixtures/mosaics has no ${wanted}`);
  const values = new Uint8Array(gunzipSync(readFileSync(new URL(`${wanted}.gz`, FIXTURES))));
  const { width, height, channels } = found;
  return sampleImages({ count: 1, width, height, channels, values, range: BYTE_RANGE });
}

const WIDTH = 240;
const HEIGHT = 260;
const CELL = 40;
/** Subplots lie at fractions of a pixel: one is a pixel further on. */
const LEFTS = [20, 70, 121, 170];
const TOPS = [30, 80, 130, 181];

/** A figure of 4 × 4 subplots on white, `colourOf` each of their pixels, under a title. */
function figure(colourOf: (cell: number, x: number, y: number) => number, cellCount = 16): SampleImages {
  const values = new Uint8Array(WIDTH * HEIGHT).fill(255);
  for (let x = 100; x < 130; x++) values[10 * WIDTH + x] = 0;
  TOPS.forEach((top, row) => {
    LEFTS.forEach((left, column) => {
      const cell = 4 * row + column;
      for (let at = 0; cell < cellCount && at < CELL * CELL; at++) {
        const [x, y] = [at % CELL, Math.floor(at / CELL)];
        values[(top + y) * WIDTH + left + x] = colourOf(cell, x, y);
      }
    });
  });
  return sampleImages({ count: 1, width: WIDTH, height: HEIGHT, channels: 1, values, range: BYTE_RANGE });
}

describe("splitFigure", () => {
  it("takes out the digits that TensorFlow's tutorial draws", () => {
    const digits = splitFigure(picture("figure-of-16-digits"), 0);
    expect(digits).toMatchObject({ count: 16 });
    if (digits === null) throw new Error("unreachable");
    const { variety, repeats } = ownVariety(pixelMatrix(digits));
    expect(variety).toBeGreaterThan(0.5);
    expect(repeats).toBeLessThan(0.02);
  });

  it("leaves titles and empty subplots out, and shrinks what is left to half its size", () => {
    const made = splitFigure(
      figure((cell) => 10 * cell, 14),
      0,
    );
    expect(made).toMatchObject({ count: 14, width: 20, height: 20, channels: 1, range: BYTE_RANGE });
    expect(made?.values[0]).toBe(0);
    expect(made?.values[13 * 20 * 20]).toBe(130);
  });

  it("gives the same sample for subplots that show the same, wherever they lie", () => {
    const made = splitFigure(
      figure((_, x, y) => (x * y) % 200),
      0,
    );
    if (made === null) throw new Error("not split");
    expect(ownVariety(pixelMatrix(made)).repeats).toBe(1);
  });

  it("leaves plots of points, and single pictures, whole", () => {
    const random = seededRandom(4);
    const points = figure((_, x, y) => (x === 0 || y === 0 || random() < 0.1 ? 0 : 255));
    expect(splitFigure(points, 0)).toBeNull();
    for (const name of ["photo", "photo-in-a-white-frame", "one-digit", "constant", "chessboard"])
      expect(splitFigure(picture(name), 0)).toBeNull();
  });
});
