/** The one layout that all figures share. */
import { describe, expect, it } from "vitest";
import { frameOf, gutters, resolutionCaption, timeScale } from "./frame.ts";

describe("frameOf", () => {
  it("gives figures of one width the same plot edges, whatever their heights", () => {
    const [low, high] = [frameOf(1200, { plot: 20 }), frameOf(1200, { head: 40, plot: 200, foot: 10 })];
    expect([low.plot.left, low.plot.right]).toEqual([high.plot.left, high.plot.right]);
    expect([low.plot.left, low.plot.right]).toEqual([148, 1024]);
  });

  it("has no aside where it is narrow", () => {
    expect(frameOf(400, { plot: 200 }).aside).toBeNull();
    expect(frameOf(1200, { plot: 200 }).aside?.left).toBe(1036);
  });

  it("keeps gutters on the 4-pixel grid", () => {
    for (const width of [320, 600, 1400]) {
      expect([gutters(width).left % 4, gutters(width).right % 4]).toEqual([0, 0]);
    }
  });
});

describe("timeScale", () => {
  it("runs from edge to edge, and puts a single step in the middle", () => {
    const { plot } = frameOf(1200, { plot: 200 });
    const scale = timeScale({ from: 0, to: 1000 }, plot);
    expect([scale.at(0), scale.at(1000)]).toEqual([plot.left, plot.right]);
    expect(timeScale({ from: 5, to: 5 }, plot).at(5)).toBe((plot.left + plot.right) / 2);
  });
});

describe("resolutionCaption", () => {
  it("speaks up only when points share a pixel", () => {
    expect(resolutionCaption(48000, 1000)).toBe("1 px ≈ 48 points");
    expect(resolutionCaption(900, 1000)).toBeNull();
  });
});
