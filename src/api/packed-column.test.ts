import fc from "fast-check";
import { expect, it } from "vitest";
import { packBits, unpackBits, wordsFor } from "./bit-packing.ts";
import { packColumn, unpackColumn } from "./packed-column.ts";

const SEED = 6886;

function roundTrip(column: Float64Array, base: Float64Array | null): Float64Array {
  const { packing, bytes } = packColumn(column, base);
  // As on the wire: JSON, and bytes at a multiple of 8.
  const sent = JSON.parse(JSON.stringify(packing)) as typeof packing;
  return unpackColumn(sent, bytes.slice(), { rows: column.length, base });
}

function bitsFor(values: readonly number[], base: readonly number[] | null = null): number {
  const { packing, bytes } = packColumn(Float64Array.from(values), base && Float64Array.from(base));
  return packing.kind === "double" ? 64 : (bytes.length * 8) / values.length;
}

const anyNumber = fc.oneof(
  { weight: 4, arbitrary: fc.float() },
  fc.double(),
  fc.integer({ min: -1000, max: 1000 }),
  fc.constantFrom(0, -0, Number.NaN, 2 ** 53, -(2 ** 53), 2 ** 60, 1e308, 1.7e9 + 0.25),
);

it("gives back the same numbers, whatever they and their forecasts are", () => {
  const anyRows = fc.array(fc.tuple(anyNumber, anyNumber), { maxLength: 200 });
  fc.assert(
    fc.property(anyRows, fc.boolean(), (rows, hasBase) => {
      const column = Float64Array.from(rows, ([value]) => value);
      const base = hasBase ? Float64Array.from(rows, ([, expected]) => expected) : null;
      expect(roundTrip(column, base)).toEqual(column);
    }),
    { seed: SEED },
  );
});

it("gives back the same numbers where most are as forecast", () => {
  const anyRows = fc.array(fc.tuple(anyNumber, fc.boolean(), anyNumber), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(anyRows, (rows) => {
      const base = Float64Array.from(rows, ([value]) => value);
      const column = Float64Array.from(rows, ([value, isOther, other]) => (isOther ? other : value));
      expect(roundTrip(column, base)).toEqual(column);
    }),
    { seed: SEED },
  );
});

it("gives back every packed value, at every width", () => {
  const anyCase = fc.tuple(fc.integer({ min: 0, max: 32 }), fc.array(fc.nat({ max: 2 ** 32 - 1 })));
  fc.assert(
    fc.property(anyCase, ([bits, wide]) => {
      const values = Uint32Array.from(wide, (value) => (bits === 0 ? 0 : value >>> (32 - bits)));
      const words = packBits(values, values.length, bits);
      expect(words.length).toBe(wordsFor(values.length, bits));
      expect(unpackBits(words, values.length, bits)).toEqual(values);
    }),
    { seed: SEED },
  );
});

it("needs next to nothing for even steps, and for what is as forecast", () => {
  const steps = Array.from({ length: 960 }, (_, i) => 16 * i);
  expect(bitsFor(steps)).toBeLessThan(0.2);
  expect(bitsFor(steps, steps)).toBe(0);
  expect(bitsFor([0.1, 0.2, 0.3], [0.1, 0.2, 0.3])).toBe(0);
});

it("needs fewer bits than a float32 where neighbours are alike, and no more for one far away", () => {
  const values = Array.from({ length: 960 }, (_, i) => Math.fround(1.4 + 0.01 * Math.sin(i * i)));
  expect(bitsFor(values)).toBeLessThan(20);
  expect(bitsFor(values.with(500, 1e30))).toBeLessThan(20.5);
});

it("needs a few bits for wall times that come in almost even steps", () => {
  const times = Array.from({ length: 960 }, (_, i) => 1_700_000_000 + 0.05 * i);
  expect(bitsFor(times)).toBeLessThan(4);
});

it("leaves numbers that are neither float32 nor alike as they are", () => {
  expect(bitsFor(Array.from({ length: 96 }, (_, i) => Math.sin(i)))).toBe(64);
});
