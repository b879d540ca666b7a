/** Holds batches to showing each digit once an epoch, in the span the recipe names. */
import { beforeAll, describe, expect, it } from "vitest";
import { BatchSampler, imageTensor } from "./batches.ts";
import type { Tf } from "./kernels/runtime.ts";
import { PIXELS_AN_IMAGE } from "./mnist.ts";
import { SYMMETRIC_RANGE, UNIT_RANGE } from "./recipe.ts";
import { SeededRandom, STREAMS } from "./seeded-random.ts";
import { loadTensorFlow } from "./tensorflow.ts";

describe("BatchSampler", () => {
  it("shows every row once an epoch, and carries the rest of an epoch into the next batch", () => {
    const rows = Uint32Array.of(10, 11, 12, 13, 14);
    const sampler = new BatchSampler(rows, new SeededRandom(1, STREAMS.batches));
    const shown = [...sampler.nextRows(3), ...sampler.nextRows(3), ...sampler.nextRows(4)];
    expect(shown.slice(0, 5).sort()).toEqual([...rows]);
    expect(shown.slice(5).sort()).toEqual([...rows]);
    expect([...rows]).toEqual([10, 11, 12, 13, 14]);
  });
});

describe("pixels", () => {
  let tf: Tf;
  beforeAll(async () => {
    ({ tf } = await loadTensorFlow());
  });

  it("are scaled to the range", () => {
    const pixels = Uint8Array.from({ length: 2 * PIXELS_AN_IMAGE }, (_, i) => i % 256);
    const digits = { count: 2, pixels };
    for (const range of [UNIT_RANGE, SYMMETRIC_RANGE]) {
      const images = imageTensor(tf, { digits, rows: Uint32Array.of(1), range });
      const values = images.dataSync();
      images.dispose();
      expect(images.shape).toEqual([1, 28, 28, 1]);
      expect(values[0]).toBeCloseTo(
        range.low + ((PIXELS_AN_IMAGE % 256) / 255) * (range.high - range.low),
        6,
      );
    }
  });
});
