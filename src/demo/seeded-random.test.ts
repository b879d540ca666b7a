/** Holds the generator of random numbers to its promises: repeatable, independent streams, the right moments. */
import { describe, expect, it } from "vitest";
import { SeededRandom, STREAMS } from "./seeded-random.ts";

describe("SeededRandom", () => {
  it("repeats itself for a seed and differs for another seed or stream", () => {
    const draw = (seed: number, stream: 1 | 3) => [...new SeededRandom(seed, stream).normals(4)];
    expect(draw(7, STREAMS.noise)).toEqual(draw(7, STREAMS.noise));
    expect(draw(7, STREAMS.noise)).not.toEqual(draw(8, STREAMS.noise));
    expect(draw(7, STREAMS.noise)).not.toEqual(draw(7, STREAMS.weights));
  });

  it("draws normals of mean 0 and variance 1, within five standard errors", () => {
    const count = 100_000;
    const values = new SeededRandom(1, STREAMS.noise).normals(count);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + value ** 2, 0) / count;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
  });

  it("fills an odd length", () => {
    expect(new SeededRandom(1, STREAMS.noise).normals(3).every(Number.isFinite)).toBe(true);
  });

  it("shuffles without losing or doubling a value", () => {
    const values = Uint32Array.from({ length: 100 }, (_, i) => i);
    new SeededRandom(1, STREAMS.batches).shuffleInPlace(values);
    expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...values]).not.toEqual(Array.from({ length: 100 }, (_, i) => i));
  });
});
