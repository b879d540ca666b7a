/** Holds our matrix product to TensorFlow.js' plain JavaScript backend, edges, blocks and transposes included. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { TensorFlow } from "../tensorflow.ts";
import { expectWithinRounding } from "./testing/rounding.ts";
import { loadWithKernels, randomTensor, valuesOn } from "./testing/two-backends.ts";

interface Sizes {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

const AWKWARD: readonly Sizes[] = [
  { rows: 1, depth: 1, columns: 1 },
  { rows: 3, depth: 5, columns: 7 },
  { rows: 4, depth: 4, columns: 8 },
  { rows: 5, depth: 9, columns: 9 },
  { rows: 32, depth: 784, columns: 128 },
  { rows: 64, depth: 3136, columns: 1 },
  // One more than each block of the kernel, so that every loop goes round twice and ends on an edge.
  { rows: 65, depth: 257, columns: 513 },
];
const TRANSPOSES = [
  { transposeA: false, transposeB: false },
  { transposeA: true, transposeB: false },
  { transposeA: false, transposeB: true },
  { transposeA: true, transposeB: true },
];

let runtime: TensorFlow;
beforeAll(async () => {
  runtime = await loadWithKernels();
});

function operands({ rows, depth, columns }: Sizes, flags: { transposeA: boolean; transposeB: boolean }) {
  const { tf } = runtime;
  const a = () => randomTensor(tf, flags.transposeA ? [depth, rows] : [rows, depth], 1);
  const b = () => randomTensor(tf, flags.transposeB ? [columns, depth] : [depth, columns], 2);
  return { a, b };
}

function expectProduct(sizes: Sizes, flags: { transposeA: boolean; transposeB: boolean }): void {
  const { tf } = runtime;
  const { transposeA, transposeB } = flags;
  const { a, b } = operands(sizes, flags);
  const product = () => tf.matMul(a(), b(), transposeA, transposeB);
  const magnitude = () => tf.matMul(a().abs(), b().abs(), transposeA, transposeB);
  expectWithinRounding(valuesOn(tf, "wasm", product), {
    expected: valuesOn(tf, "cpu", product),
    magnitude: valuesOn(tf, "cpu", magnitude),
    terms: sizes.depth,
  });
}

describe("matrix multiplication", () => {
  for (const sizes of AWKWARD) {
    for (const flags of TRANSPOSES) {
      const name = (size: string, isTransposed: boolean) => `${size}${isTransposed ? " transposed" : ""}`;
      const left = name(`${sizes.rows}×${sizes.depth}`, flags.transposeA);
      const right = name(`${sizes.depth}×${sizes.columns}`, flags.transposeB);
      it(`agrees with plain JavaScript on ${left} by ${right}`, () => expectProduct(sizes, flags));
    }
  }

  it("agrees with plain JavaScript on any sizes", () => {
    const size = fc.integer({ min: 1, max: 40 });
    const property = fc.property(
      fc.record({ rows: size, depth: size, columns: size }),
      fc.constantFrom(...TRANSPOSES),
      (sizes, flags) => expectProduct(sizes, flags),
    );
    fc.assert(property, { seed: 11, numRuns: 100 });
  });

  it("leaves batches of matrices to the stock kernel, transposed or not", () => {
    const { tf } = runtime;
    for (const { transposeA, transposeB } of TRANSPOSES) {
      const a = () => randomTensor(tf, transposeA ? [3, 5, 4] : [3, 4, 5], 3);
      const b = () => randomTensor(tf, transposeB ? [1, 6, 5] : [1, 5, 6], 4);
      const product = () => tf.matMul(a(), b(), transposeA, transposeB);
      const magnitude = () => tf.matMul(a().abs(), b().abs(), transposeA, transposeB);
      expectWithinRounding(valuesOn(tf, "wasm", product), {
        expected: valuesOn(tf, "cpu", product),
        magnitude: valuesOn(tf, "cpu", magnitude),
        terms: 5,
      });
    }
  });

  it("keeps a leading dimension of one", () => {
    const { tf } = runtime;
    const shape = tf.tidy(() => tf.matMul(tf.ones([1, 2, 3]), tf.ones([1, 4, 3]), false, true).shape);
    expect(shape).toEqual([1, 2, 4]);
  });

  it("is zero where there is nothing to sum", () => {
    const { tf } = runtime;
    expect([...valuesOn(tf, "wasm", () => tf.matMul(tf.ones([2, 0]), tf.ones([0, 3])))]).toEqual(
      Array(6).fill(0),
    );
  });

  it("finds its operands after the heap has grown and moved", () => {
    const { tf, heap } = runtime;
    const before = heap.memory.buffer;
    const filler = tf.zeros([before.byteLength / Float32Array.BYTES_PER_ELEMENT]);
    expect(heap.memory.buffer).not.toBe(before);
    expectProduct({ rows: 5, depth: 6, columns: 7 }, { transposeA: true, transposeB: true });
    filler.dispose();
  });

  it("lets a NaN through", () => {
    const { tf } = runtime;
    const product = () => tf.matMul(tf.tensor2d([[1, Number.NaN]]), tf.tensor2d([[1], [0]]));
    expect([...valuesOn(tf, "wasm", product)]).toEqual([Number.NaN]);
  });
});

describe("fused matrix multiplication", () => {
  const endings = ["linear", "relu", "elu", "sigmoid"] as const;
  for (const activation of endings) {
    for (const { transposeA, transposeB } of TRANSPOSES) {
      const flags = `A ${transposeA ? "transposed" : "as is"}, B ${transposeB ? "transposed" : "as is"}`;
      it(`agrees with plain JavaScript: bias, ${activation}, ${flags}`, () => {
        const { tf } = runtime;
        const sizes = { rows: 6, depth: 10, columns: 11 };
        const { a, b } = operands(sizes, { transposeA, transposeB });
        const bias = () => randomTensor(tf, [sizes.columns], 5);
        const fused = () =>
          tf.fused.matMul({ a: a(), b: b(), transposeA, transposeB, bias: bias(), activation });
        // No activation is steeper than 1, so the rounding of the sum bounds that of its image.
        const magnitude = () =>
          tf.matMul(a().abs(), b().abs(), transposeA, transposeB).add(bias().abs()).add(1);
        expectWithinRounding(valuesOn(tf, "wasm", fused), {
          expected: valuesOn(tf, "cpu", fused),
          magnitude: valuesOn(tf, "cpu", magnitude),
          terms: sizes.depth + 1,
        });
      });
    }
  }
});
