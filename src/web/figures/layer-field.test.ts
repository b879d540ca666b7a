/** Layers pooled by pixel. */
import { describe, expect, it } from "vitest";
import { linearScale } from "../../plots/index.ts";
import { CELL_NON_FINITE, CELL_ZERO, layerField } from "./layer-field.ts";
import { view } from "./testing/view.ts";

function fieldOf(norms: readonly number[], pixelCount: number, mode: "absolute" | "relative" = "absolute") {
  const time = linearScale({ domain: [0, norms.length - 1], range: [0, pixelCount] });
  return layerField(view([...norms.keys()], norms), { time, left: 0, pixelCount, mode });
}

describe("layerField", () => {
  it("keeps a one-step spike among ten thousand steps in a hundred pixels", () => {
    const norms = Array.from({ length: 10_000 }, (_, i) => (i === 4321 ? 1000 : 0.01));
    const { cells, medianLog } = fieldOf(norms, 100);
    expect(Math.max(...cells)).toBeCloseTo(3, 12);
    expect(cells.findIndex((cell) => cell > 0)).toBe(43);
    expect(medianLog).toBeCloseTo(-2, 12);
  });

  it("keeps a one-step collapse when values are seen against their median", () => {
    const norms = Array.from({ length: 1000 }, (_, i) => (i === 500 ? 1e-6 : 0.1));
    expect(Math.min(...fieldOf(norms, 50, "relative").cells)).toBeCloseTo(-6, 12);
  });

  it("shows a spike at the very last step", () => {
    const norms = Array.from({ length: 1000 }, (_, i) => (i === 999 ? 1000 : 1));
    expect(fieldOf(norms, 100).cells[99]).toBeCloseTo(3, 12);
  });

  it("tells NaN, zero and missing apart", () => {
    const { cells } = fieldOf([1, Number.NaN, 0, 1], 4);
    expect([cells[0], cells[1], cells[2]]).toEqual([0, CELL_NON_FINITE, CELL_NON_FINITE]);
    expect(fieldOf([0, 0], 2).cells[0]).toBe(CELL_ZERO);
    const time = linearScale({ domain: [0, 100], range: [0, 10] });
    const early = layerField(view([0, 10], [1, 1]), { time, left: 0, pixelCount: 10, mode: "absolute" });
    expect(early.cells[9]).toBeNaN();
  });

  it("does not show what a restart superseded", () => {
    const restarted = view([0, 1, 2, 3, 2, 3], [1, 1, 1e6, 1e6, 1, 1]);
    const time = linearScale({ domain: [0, 4], range: [0, 40] });
    const { cells } = layerField(restarted, { time, left: 0, pixelCount: 40, mode: "absolute" });
    expect(Math.max(...cells.filter(Number.isFinite))).toBe(0);
  });
});
