/** Which columns a film strip shows, and where. */
import { describe, expect, it } from "vitest";
import { columnUnder, evenlyPicked, filmColumnCount, filmGeometry, tileBox } from "./film-plan.ts";
import { tileScale } from "./tile.ts";

const columns = Array.from({ length: 51 }, (_, entry) => ({ step: entry * 200, entry }));
const NOTHING_YET = { picture: null, realPicture: null };
const film = { columns, rows: 3, domain: { from: 0, to: 10_000 }, realCount: 64, ...NOTHING_YET };

describe("evenlyPicked", () => {
  it("keeps the first and the last and as many as asked between", () => {
    const steps = evenlyPicked(columns, 6).map(({ step }) => step);
    expect(steps).toEqual([0, 2000, 4000, 6000, 8000, 10_000]);
  });

  it("is even in steps where probes are not", () => {
    const uneven = [0, 1, 2, 3, 4, 5, 500, 1000].map((step, entry) => ({ step, entry }));
    expect(evenlyPicked(uneven, 3).map(({ step }) => step)).toEqual([0, 500, 1000]);
  });
});

describe("filmGeometry", () => {
  it("shows as many columns as fit, all inside the plot", () => {
    const geometry = filmGeometry(film, 1200);
    expect([geometry.columns.length, filmColumnCount(1200), geometry.givenCount]).toEqual([14, 14, 51]);
    expect(tileBox(geometry, 0, 0).left).toBeGreaterThanOrEqual(geometry.frame.plot.left);
    expect(tileBox(geometry, 13, 2).right).toBeLessThanOrEqual(geometry.frame.plot.right);
  });

  it("finds the column under a pixel", () => {
    const geometry = filmGeometry(film, 1200);
    const { left, right } = tileBox(geometry, 5, 0);
    expect(columnUnder(geometry, (left + right) / 2)).toBe(5);
    expect([columnUnder(geometry, -50), columnUnder(geometry, 5000)]).toEqual([0, 13]);
  });

  it("keeps its height while it waits for images and zooms", () => {
    const zoomed = { ...film, domain: { from: 0, to: 300 } };
    expect(filmGeometry(zoomed, 1200).frame.height).toBe(filmGeometry(film, 1200).frame.height);
  });

  it("enlarges pictures where there are few columns, and gives mosaics room for their own width", () => {
    const few = filmGeometry({ ...film, columns: columns.slice(0, 5) }, 1200);
    expect(few.tile).toEqual({ width: 112, height: 112 });
    const mosaic = filmGeometry({ ...film, rows: 1, picture: { width: 130, height: 34 } }, 1200);
    expect([mosaic.tile, mosaic.columns.length]).toEqual([{ width: 130, height: 34 }, 6]);
  });

  it("puts real samples beside the rows, and below a compact strip", () => {
    const wide = filmGeometry(film, 1200);
    expect(wide.realTiles).toHaveLength(6);
    const compact = filmGeometry(film, 380);
    expect(compact.realTiles[0]?.top).toBeGreaterThan(compact.frame.plot.bottom);
  });
});

describe("tileScale", () => {
  it("enlarges by whole pixels and shrinks only what does not fit", () => {
    expect([tileScale(28, 56), tileScale(28, 83), tileScale(28, 112), tileScale(256, 64)]).toEqual([
      2, 2, 4, 0.25,
    ]);
  });
});
