/** Batches cover every wish with few requests. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { batchesOf } from "./image-batches.ts";

test("a film strip of twelve steps and three noises is one request", () => {
  const wishes = [...Array(36).keys()].map((i) => ({ entry: Math.floor(i / 3), index: i % 3 }));
  expect(batchesOf(wishes)).toEqual([{ entries: [...Array(12).keys()], firstIndex: 0, count: 3 }]);
});

test("a request asks for no more than 128 images where entries are several", () => {
  const wishes = [...Array(10).keys()].flatMap((entry) =>
    [...Array(64).keys()].map((index) => ({ entry, index })),
  );
  expect(batchesOf(wishes).map(({ entries }) => entries.length)).toEqual([2, 2, 2, 2, 2]);
});

test("every wish is in a batch", () => {
  const wish = fc.record({ entry: fc.nat(50), index: fc.nat(70) });
  fc.assert(
    fc.property(fc.array(wish), (wishes) => {
      const batches = batchesOf(wishes);
      for (const { entry, index } of wishes) {
        const holds = batches.some(
          (batch) =>
            batch.entries.includes(entry) &&
            index >= batch.firstIndex &&
            index < batch.firstIndex + batch.count,
        );
        expect(holds).toBe(true);
      }
    }),
    { seed: 5 },
  );
});
