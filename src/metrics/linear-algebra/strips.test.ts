import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNormal } from "../random-source.ts";
import { addProductsTo, type Block, roundedUpToStrips, stripsOfRows } from "./strips.ts";
import { sharedTileKernel } from "./tile-kernel.ts";

const kernels = [
  ["in plain TypeScript", null],
  ["with the compiled kernel", sharedTileKernel()],
] as const;

function stripsOf(count: number, depth: number, seed: number) {
  const normal = seededNormal(seed);
  const values = Float64Array.from({ length: count * depth }, normal);
  return { values, strips: stripsOfRows({ values, columnCount: depth }, { first: 0, end: count }) };
}

function blockFor(rows: number, columns: number): Block {
  const stride = roundedUpToStrips(columns);
  return { values: new Float64Array(roundedUpToStrips(rows) * stride), stride };
}

it("the compiled kernel is there, in every engine with WebAssembly and SIMD", () => {
  expect(sharedTileKernel()).not.toBeNull();
});

describe.each(kernels)("products %s", (_, kernel) => {
  it("are the dot products of every row with every column", () => {
    const [rows, columns] = [stripsOf(70, 90, 1), stripsOf(61, 90, 2)];
    const block = blockFor(70, 61);
    addProductsTo(block, { rows: rows.strips, columns: columns.strips }, kernel);
    for (const [row, column] of [
      [0, 0],
      [69, 60],
      [13, 59],
      [68, 4],
    ] as const) {
      let sum = 0;
      for (let at = 0; at < 90; at++)
        sum += (rows.values[row * 90 + at] ?? 0) * (columns.values[column * 90 + at] ?? 0);
      expect(block.values[row * block.stride + column]).toBeCloseTo(sum, 10);
    }
  });
});

it("both ways give the same sums to the last bit, of any shape, on top of what was there", () => {
  const counts = fc.integer({ min: 1, max: 90 });
  fc.assert(
    fc.property(
      counts,
      counts,
      fc.integer({ min: 60, max: 200 }),
      fc.boolean(),
      (rowCount, columnCount, depth, lowerOnly) => {
        const rows = stripsOf(rowCount, depth, 3).strips;
        const columns = lowerOnly ? rows : stripsOf(columnCount, depth, 4).strips;
        const blocks = [null, sharedTileKernel()].map((kernel) => {
          const block = blockFor(rowCount, columns.vectorCount);
          block.values.fill(1);
          addProductsTo(block, { rows, columns, lowerOnly }, kernel);
          return block.values;
        });
        expect(blocks[1]).toEqual(blocks[0]);
      },
    ),
    { numRuns: 40, seed: 1 },
  );
});
