/** What is played. */
import { describe, expect, it } from "vitest";
import { playSequence } from "./playback.ts";

const domain = { from: 0, to: 1000 };

describe("playSequence", () => {
  it("plays the steps after the cursor, and all of them from the end", () => {
    const steps = Float64Array.of(0, 250, 500, 1000, 2000);
    expect(playSequence(250, domain, steps)).toEqual([500, 1000]);
    expect(playSequence(1000, domain, steps)).toEqual([0, 250, 500, 1000]);
  });

  it("strides through many steps and still ends on the last", () => {
    const steps = Float64Array.from({ length: 1001 }, (_, i) => i);
    const played = playSequence(1000, domain, steps);
    expect([played.length, played.at(-1)]).toEqual([59, 1000]);
  });

  it("cuts the range evenly where nothing is known to snap to", () => {
    expect(playSequence(1000, domain, undefined).slice(-2)).toEqual([983, 1000]);
  });
});
