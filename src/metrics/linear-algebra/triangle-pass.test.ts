import fc from "fast-check";
import { expect, it } from "vitest";
import { seededNormal } from "../random-source.ts";
import type { Block } from "./strips.ts";
import { compiledTrianglePass, plainTrianglePass, type TrianglePass } from "./triangle-pass.ts";

function passedBy(pass: TrianglePass | null, from: number) {
  if (pass === null) return null;
  const normal = seededNormal(2);
  const [v, w, by, product] = [pass.vector(), pass.vector(), pass.vector(), pass.vector()];
  for (const vector of [v, w, by]) vector.set(Float64Array.from(vector, normal));
  pass.updateAndMultiply({ v, w }, { from, by, product });
  return { values: [...pass.matrix.values], product: [...product] };
}

it("compiled gives the same numbers as plain to the last bit, from any row of any size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 23 }), fc.nat(3), fc.nat(30), (size, gap, at) => {
      const stride = size + gap;
      const matrix = (): Block => ({
        values: Float64Array.from({ length: size * stride }, seededNormal(1)),
        stride,
      });
      const from = at % size;
      expect(passedBy(compiledTrianglePass(matrix(), size), from)).toEqual(
        passedBy(plainTrianglePass(matrix(), size), from),
      );
    }),
    { seed: 1, numRuns: 200 },
  );
});

it("takes both pending products away and multiplies the whole symmetric matrix", () => {
  const pass = plainTrianglePass({ values: Float64Array.of(1, 0, 2, 3), stride: 2 }, 2);
  const product = new Float64Array(2);
  const [v, w] = [Float64Array.of(1, 2), Float64Array.of(3, 4)];
  pass.updateAndMultiply({ v, w }, { from: 0, by: Float64Array.of(1, 10), product });
  const [first, below, second] = [1 - 6, 2 - 2 * 3 - 4, 3 - 16];
  expect([...pass.matrix.values]).toEqual([first, 0, below, second]);
  expect([...product]).toEqual([first + 10 * below, below + 10 * second]);
});
