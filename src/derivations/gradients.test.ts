import { expect, it } from "vitest";
import { asinhEdges, countBetween } from "../model/index.ts";
import { deriveFromGradients } from "./gradients.ts";

const LAYER = { player: "generator", layer: "dense" } as const;

it("is the norm of the numbers that the histogram was made of, within its bins", () => {
  const gradients = Float64Array.from({ length: 1000 }, (_, at) => Math.sin(at) / 10);
  const edges = asinhEdges(400, 1);
  const histogram = {
    lefts: edges.slice(0, -1),
    rights: edges.slice(1),
    counts: countBetween(gradients, edges),
  };
  const [derived] = deriveFromGradients(LAYER, histogram);
  const norm = Math.sqrt(gradients.reduce((sum, one) => sum + one * one, 0));
  expect(derived?.metric).toBe("gradients/generator/dense");
  expect((derived?.estimate.value ?? 0) / norm).toBeCloseTo(1, 2);
});

it("is exact for gradients that are all one number, and 0 for none", () => {
  const at = (value: number, count: number) => ({
    lefts: Float64Array.of(value),
    rights: Float64Array.of(value),
    counts: Float64Array.of(count),
  });
  const normOf = (value: number, count: number) =>
    deriveFromGradients(LAYER, at(value, count))[0]?.estimate.value;
  expect(normOf(-3, 4)).toBeCloseTo(6, 12);
  expect(normOf(-3, 0)).toBe(0);
});
