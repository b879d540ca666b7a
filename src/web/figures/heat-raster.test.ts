/** The pixels of a heat map. */
import { describe, expect, it } from "vitest";
import { type HeatGrid, rampTable, rasteriseInto } from "./heat-raster.ts";

const grey = rampTable((share) => [share * 255, share * 255, share * 255]);
const size = { width: 4, height: 3 };

/** Red channel, or −1 where the pixel is transparent. */
function painted(grid: HeatGrid): number[] {
  const pixels = new Uint8ClampedArray(size.width * size.height * 4);
  rasteriseInto(pixels, size, { grid, tableOf: () => grey, shareOf: (value) => value });
  return Array.from({ length: 12 }, (_, i) => (pixels[i * 4 + 3] === 0 ? -1 : (pixels[i * 4] ?? 0)));
}

describe("rasteriseInto", () => {
  it("fills each cell's rectangle and leaves NaN cells and holes transparent", () => {
    const grid = {
      fromPixels: Int32Array.of(0, 3),
      toPixels: Int32Array.of(2, 4),
      rowPixels: Int32Array.of(0, 1, 3),
      values: Float64Array.of(1, 0, Number.NaN, 1),
    };
    expect(painted(grid)).toEqual([255, 255, -1, -1, 0, 0, -1, 255, 0, 0, -1, 255]);
  });

  it("cuts off what reaches beyond the picture", () => {
    const grid = {
      fromPixels: Int32Array.of(-5),
      toPixels: Int32Array.of(99),
      rowPixels: Int32Array.of(-2, 9),
      values: Float64Array.of(1),
    };
    expect(painted(grid)).toEqual(new Array(12).fill(255));
  });
});
