import fc from "fast-check";
import { expect, it } from "vitest";
import { seededNormal } from "../random-source.ts";
import {
  type BandPasses,
  compiledPasses,
  type Pending,
  plainPasses,
  type TallMatrix,
} from "./band-passes.ts";

/** One pass of each kind over numbers that depend on the seed alone. */
function passedBy(passesOf: (matrix: TallMatrix) => BandPasses | null, shape: TallMatrix, step: number) {
  const { rows, columns } = shape;
  const passes = passesOf({ ...shape, values: shape.values.slice() });
  if (passes === null) return null;
  const normal = seededNormal(2);
  const filled = (length: number) => {
    const vector = passes.vector(length);
    vector.set(Float64Array.from(vector, normal));
    return vector;
  };
  const old: Pending = { u: filled(rows), x: filled(rows), y: filled(columns), v: filled(columns) };
  const [u, y] = [filled(rows), passes.vector(columns)];
  passes.update(old, { step, u, y });
  passes.multiply(old, { step, along: 3, scale: 1 / 2 });
  return { values: [...passes.matrix.values], x: [...old.x], y: [...y] };
}

it("the compiled passes give the same numbers as the plain ones to the last bit, from any step of any shape", () => {
  const columns = fc.integer({ min: 2, max: 23 });
  fc.assert(
    fc.property(columns, columns, fc.nat(3), fc.nat(30), (first, second, gap, at) => {
      const [rows, width] = [Math.max(first, second), Math.min(first, second)];
      const stride = width + gap;
      const values = Float64Array.from({ length: rows * stride }, seededNormal(1));
      const shape = { values, rows, columns: width, stride };
      const step = at % (width - 1);
      const plain = passedBy(plainPasses, shape, step);
      expect(passedBy(compiledPasses, shape, step)).toEqual(plain);
    }),
    { seed: 1, numRuns: 200 },
  );
});

it("an update takes the pending products away and sums what is left; a multiplication uses it", () => {
  const passes = plainPasses({ values: Float64Array.of(1, 2, 3, 4), rows: 2, columns: 2, stride: 2 });
  const [u, x, y, v] = [
    Float64Array.of(1, 2),
    Float64Array.of(3, 5),
    Float64Array.of(7, 1),
    Float64Array.of(9, 2),
  ];
  const sums = new Float64Array(2);
  passes.update({ u, x, y, v }, { step: 0, u: Float64Array.of(1, 10), y: sums });
  expect([...passes.matrix.values]).toEqual([1, 2 - 1 - 6, 3, 4 - 2 - 10]);
  expect([...sums]).toEqual([0, -5 - 80]);
  passes.multiply({ u, x, y, v }, { step: 0, along: 4, scale: 3 });
  expect([...x]).toEqual([3, 3 * (-8 * 2 - 2 * 4)]);
});
