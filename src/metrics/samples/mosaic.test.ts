import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { seededRandom } from "../random-source.ts";
import { findMosaic } from "./find-mosaic.ts";
import { BYTE_RANGE, type SampleImages, sampleImages } from "./sample-images.ts";
import { splitMosaic } from "./split-mosaic.ts";

/** Made by scripts/fixtures/make-mosaics.py. */
const FIXTURES = new URL("../../../fixtures/mosaics/", import.meta.url);
const Layout = z.object({
  cellWidth: z.number(),
  cellHeight: z.number(),
  rows: z.number(),
  columns: z.number(),
  padding: z.number(),
  emptyCells: z.number(),
});
const Pictures = z.array(
  z.object({
    name: z.string(),
    width: z.number(),
    height: z.number(),
    channels: z.number(),
    grid: Layout.nullable(),
  }),
);
type Picture = z.infer<typeof Pictures>[number];

const PICTURES = Pictures.parse(JSON.parse(readFileSync(new URL("mosaics.json", FIXTURES), "utf8")));
const LIKELY = "digits-16-no-lines";
const GRIDS = PICTURES.filter(({ name, grid }) => grid !== null && name !== LIKELY);
const SINGLES = PICTURES.filter(({ grid }) => grid === null);

function read({ name, width, height, channels }: Picture): SampleImages {
  const values = new Uint8Array(gunzipSync(readFileSync(new URL(`${name}.gz`, FIXTURES))));
  return sampleImages({ count: 1, width, height, channels, values, range: BYTE_RANGE });
}

function picture(name: string): SampleImages {
  const found = PICTURES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`fixtures/mosaics has no ${name}`);
  return read(found);
}

describe("findMosaic", () => {
  it.each(GRIDS)("finds the grid of $name", (one) => {
    expect(findMosaic(read(one), 0)).toMatchObject({ kind: "mosaic", layout: one.grid });
  });

  it.each(SINGLES)("leaves $name whole", (one) => {
    expect(findMosaic(read(one), 0).kind).toBe("single");
  });

  it("is certain where lines can be seen, and says so where they could be the digits' ground", () => {
    expect(findMosaic(picture("patches-16"), 0)).toMatchObject({
      confidence: "certain",
      reason: "It has lines of 2 pixels every 26 × 26.",
    });
    expect(findMosaic(picture("digits-64"), 0)).toMatchObject({
      confidence: "likely",
      reason: "64 square cells on plain ground leave room for lines of 2 pixels every 30 × 30.",
    });
  });

  it("splits digits without lines only when told the size of one", () => {
    const digits = picture("two-digits-side-by-side");
    expect(findMosaic(digits, 0, { cell: { width: 28, height: 28 } })).toMatchObject({
      kind: "mosaic",
      layout: { cellWidth: 28, cellHeight: 28, rows: 1, columns: 2, padding: 0, emptyCells: 0 },
    });
    expect(findMosaic(picture("one-digit"), 0, { cell: { width: 28, height: 28 } })).toEqual({
      kind: "single",
      reason: "It is as large as one sample.",
    });
    expect(findMosaic(digits, 0, { cell: { width: 27, height: 28 } }).kind).toBe("single");
  });

  it("finds sixteen digits without lines by what they have in common, fewer only when told that they are a grid", () => {
    const digits = picture(LIKELY);
    expect(findMosaic(digits, 0)).toMatchObject({
      layout: { cellWidth: 28, cellHeight: 28, rows: 2, columns: 8, padding: 0, emptyCells: 0 },
      confidence: "likely",
      reason: "Cells of 28 × 28 have more in common than one picture has with itself.",
    });
    const row = { ...digits, height: 28, values: digits.values.slice(0, digits.values.length / 2) };
    expect(findMosaic(row, 0).kind).toBe("single");
    expect(findMosaic(row, 0, { isGrid: true })).toMatchObject({ layout: { rows: 1, columns: 8 } });
    expect(findMosaic(digits, 0, { isGrid: true })).toEqual({
      kind: "mosaic",
      layout: { cellWidth: 28, cellHeight: 28, rows: 2, columns: 8, padding: 0, emptyCells: 0 },
      confidence: "likely",
      reason: "It is a grid, and cells of 28 × 28 have most in common.",
    });
    for (const name of ["photo", "ramp", "constant", "one-digit"])
      expect(findMosaic(picture(name), 0, { isGrid: true }).kind).toBe("single");
  });

  it("counts no empty cells at the end among those that have something in common", () => {
    const digits = picture(LIKELY);
    const height = 4 * 28;
    const values = new Uint8Array(digits.width * height * digits.channels);
    values.set(digits.values);
    expect(findMosaic({ ...digits, height, values }, 0)).toMatchObject({
      layout: { cellWidth: 28, cellHeight: 28, rows: 4, columns: 8, emptyCells: 16 },
    });
  });

  it("takes curves that are drawn one below the other for no grid", () => {
    const [width, height, strip] = [128, 96, 24];
    const random = seededRandom(3);
    const values = new Uint8Array(width * height).fill(255);
    for (let top = 0; top < height; top += strip) {
      for (let x = 0; x < width; x++) {
        values[top * width + x] = 200;
        const swing = x % 64 < 6 ? Math.round(8 * (random() - 0.5)) : 0;
        values[(top + strip / 2 + 1 + swing) * width + x] = 0;
      }
    }
    expect(findMosaic({ count: 1, width, height, channels: 1, values, range: BYTE_RANGE }, 0).kind).toBe(
      "single",
    );
  });

  it("takes the stamps of transposed convolutions for no grid", () => {
    const side = 64;
    const random = seededRandom(9);
    const stamp = Array.from({ length: 16 }, () => 200 * random());
    const values = Uint8Array.from(
      { length: side * side },
      (_, at) => 40 * random() + (stamp[(Math.floor(at / side) % 4) * 4 + (at % 4)] ?? 0),
    );
    const image = { count: 1, width: side, height: side, channels: 1, range: BYTE_RANGE };
    expect(findMosaic({ ...image, values }, 0).kind).toBe("single");
  });

  it("finds any grid of textured cells between lines, and leaves any noise whole", () => {
    const sizes = fc.record({
      cellWidth: fc.integer({ min: 8, max: 20 }),
      cellHeight: fc.integer({ min: 8, max: 20 }),
      rows: fc.integer({ min: 1, max: 5 }),
      columns: fc.integer({ min: 2, max: 5 }),
      padding: fc.integer({ min: 1, max: 6 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(sizes, ({ seed, ...grid }) => {
        const step = { x: grid.cellWidth + grid.padding, y: grid.cellHeight + grid.padding };
        const width = grid.columns * step.x + grid.padding;
        const height = grid.rows * step.y + grid.padding;
        const random = seededRandom(seed);
        const noise = Uint8Array.from({ length: width * height }, () => 1 + Math.floor(255 * random()));
        const ruled = noise.map((value, at) => {
          const isLine =
            (at % width) % step.x < grid.padding || Math.floor(at / width) % step.y < grid.padding;
          return isLine ? 0 : value;
        });
        const image = { count: 1, width, height, channels: 1, range: BYTE_RANGE };
        expect(findMosaic({ ...image, values: ruled }, 0)).toMatchObject({
          kind: "mosaic",
          layout: { ...grid, emptyCells: 0 },
          confidence: "certain",
        });
        expect(findMosaic({ ...image, values: noise }, 0, { isGrid: true }).kind).toBe("single");
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it("says why it leaves a picture whole", () => {
    expect(findMosaic(picture("figure-of-16-digits"), 0)).toEqual({
      kind: "single",
      reason:
        "Plain lines divide its 240 × 240 pixels, as the ground of one picture would, or the margins of a figure: name the size of a sample to split it.",
    });
  });
});

describe("splitMosaic", () => {
  it("gives the digits back as they were, in order, without the empty cells", () => {
    const grid = picture("digits-20-of-24");
    const finding = findMosaic(grid, 0);
    if (finding.kind !== "mosaic") throw new Error(finding.reason);
    const cells = splitMosaic(grid, 0, finding.layout);
    expect(cells).toMatchObject({ count: 20, width: 28, height: 28, channels: 3 });
    const first = picture("one-digit");
    const ofFirst = cells.values.subarray(0, 28 * 28 * 3).filter((_, at) => at % 3 === 0);
    expect(Buffer.from(ofFirst).equals(Buffer.from(first.values))).toBe(true);
  });
});
