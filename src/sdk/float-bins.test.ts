/** Holds the table to the search that it stands for, at every kind of float32. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { countBetween } from "../model/index.ts";
import { binFloats } from "./float-bins.ts";
import { GRADIENT_EDGES, LOGIT_EDGES } from "./histogram-edges.ts";

it.each([
  ["gradients", GRADIENT_EDGES],
  ["logits", LOGIT_EDGES],
])("counts any float32 of %s as the search does, and non-finite ones besides", (_, edges) => {
  const any = fc
    .uint32Array({ minLength: 1, maxLength: 200 })
    .map((bits) => new Float32Array(bits.slice().buffer));
  const onEdges = Float32Array.from(edges);
  const special = Float32Array.of(0, -0, 1e-45, -1e-45, 3e38, -3e38, Number.NaN, 1 / 0, -1 / 0);
  const compare = (values: Float32Array) => {
    const { counts, nonFiniteCount } = binFloats(values, edges);
    expect(counts).toEqual(countBetween(values, edges));
    expect(nonFiniteCount).toBe(values.filter((value) => !Number.isFinite(value)).length);
  };
  compare(onEdges);
  compare(special);
  compare(special.subarray(2, 5));
  fc.assert(fc.property(any, compare), { seed: 6 });
});
