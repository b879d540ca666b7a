/** Holds samples drawn as bytes to the values that they had. */
import { expect, it } from "vitest";
import { imageBatchOf, pixelRangeOf } from "./pixels.ts";

it("draws each byte back as it was, from either range", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (const range of [
    { low: 0, high: 1 },
    { low: -1, high: 1 },
  ]) {
    const values = Float32Array.from(bytes, (byte) => range.low + (byte / 255) * (range.high - range.low));
    const batch = imageBatchOf(values, { shape: [1, 16, 16, 1], range });
    expect([...batch.pixels]).toEqual([...bytes]);
    expect(pixelRangeOf(values)).toEqual(range);
  }
});

it("draws values beyond the range black or white, and NaN black", () => {
  const values = Float32Array.of(-0.5, 0, 0.5, 1, 7, Number.NaN);
  const { pixels } = imageBatchOf(values, { shape: [1, 1, 6, 1], range: { low: 0, high: 1 } });
  expect([...pixels]).toEqual([0, 0, 128, 255, 255, 0]);
});
