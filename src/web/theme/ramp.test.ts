/** What the heat maps' colours promise. */
import { describe, expect, it } from "vitest";
import { luminanceOf } from "./colour.ts";
import { divergingRamp, tintRamp, viridis } from "./ramp.ts";

const SHARES = Array.from({ length: 65 }, (_, i) => i / 64);

describe("viridis", () => {
  it("grows lighter with every share, so that it reads without hue", () => {
    const luminances = SHARES.map((share) => luminanceOf(viridis(share)));
    expect(luminances).toEqual([...luminances].sort((a, b) => a - b));
  });

  it("takes shares outside 0–1 as the nearer end", () => {
    expect(viridis(-3)).toEqual([68, 1, 84]);
    expect(viridis(9)).toEqual([253, 231, 37]);
  });
});

describe("divergingRamp", () => {
  it("is neutral in the middle and full at the ends", () => {
    const ramp = divergingRamp([0, 0, 200], [250, 250, 250], [200, 0, 0]);
    expect([ramp(0), ramp(0.5), ramp(1)]).toEqual([
      [0, 0, 200],
      [250, 250, 250],
      [200, 0, 0],
    ]);
  });
});

describe("tintRamp", () => {
  it("begins at the panel, passes the hue and ends deeper on either theme", () => {
    const light = tintRamp([255, 255, 255], [0, 128, 93], [27, 28, 30]);
    expect(light(0)).toEqual([255, 255, 255]);
    expect(light(0.7)).toEqual([0, 128, 93]);
    expect(luminanceOf(light(1))).toBeLessThan(luminanceOf(light(0.7)));
    const dark = tintRamp([27, 29, 32], [60, 199, 157], [236, 237, 238]);
    expect(luminanceOf(dark(1))).toBeGreaterThan(luminanceOf(dark(0.7)));
  });
});
