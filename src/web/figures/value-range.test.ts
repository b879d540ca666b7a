/** What a value axis must show. */
import { describe, expect, it } from "vitest";
import { view } from "./testing/view.ts";
import { valueRange } from "./value-range.ts";

describe("valueRange", () => {
  const domain = { from: 0, to: 100 };
  const nothing = { levels: [], domain, yScale: "linear" } as const;

  it("holds every extreme in sight and every level", () => {
    const spike = view([0, 50, 100], [0.7, 37, 0.7]);
    const [low, high] = valueRange({ ...nothing, views: [spike], levels: [1.39] });
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(37);
  });

  it("leaves out what lies outside the visible steps", () => {
    const spike = view([0, 50, 100], [0.7, 37, 0.8]);
    expect(valueRange({ ...nothing, views: [spike], domain: { from: 60, to: 100 } })[1]).toBeLessThan(2);
  });

  it("keeps a given range unless data go beyond it", () => {
    const inside = view([0, 1], [0.2, 0.9]);
    const beyond = view([0, 1], [0.2, 1.5]);
    expect(valueRange({ ...nothing, views: [inside], yDomain: [0, 1] })).toEqual([0, 1]);
    expect(valueRange({ ...nothing, views: [beyond], yDomain: [0, 1] })[1]).toBeGreaterThan(1.5);
  });

  it("is positive on a logarithmic axis", () => {
    const mixed = view([0, 1, 2], [-1, 0.01, 10]);
    const [low, high] = valueRange({ ...nothing, views: [mixed], yScale: "log" });
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(0.01);
    expect(high).toBeGreaterThan(10);
  });
});
