/** Stored reference values, and the numbers they were computed from. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const numbers = z.array(z.number());
const Reference = z.object({
  similarity: z.array(
    z.object({
      height: z.number(),
      width: z.number(),
      channels: z.number(),
      scales: z.number(),
      value: z.number(),
    }),
  ),
  transform: z.array(z.object({ length: z.number(), real: numbers, imaginary: numbers })),
  power: z.array(
    z.object({
      height: z.number(),
      width: z.number(),
      total: z.number(),
      azimuthal: numbers,
    }),
  ),
  resized: z.array(
    z.object({
      height: z.number(),
      width: z.number(),
      toHeight: z.number(),
      toWidth: z.number(),
      values: numbers,
    }),
  ),
  distanceRatio: z.array(
    z.object({ realCount: z.number(), fakeCount: z.number(), features: z.number(), ratio: z.number() }),
  ),
  poisson: z.array(z.object({ count: z.number(), low: z.number(), high: z.number() })),
});

/** Made by scripts/fixtures/metrics_reference_samples.py. */
export const REFERENCE = Reference.parse(
  JSON.parse(readFileSync(new URL("../../../../fixtures/metrics/samples.json", import.meta.url), "utf8")),
);

/** Numbers in [0, 1) without a law, as the script makes them. */
export function pattern(count: number, seed: number): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, place) => ((place * place * 31 + place * 7919 + seed * 104729) % 65537) / 65537,
  );
}
