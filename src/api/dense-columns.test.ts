import fc from "fast-check";
import { expect, it } from "vitest";
import { densestCounts, densestFloats, restoredCounts, restoredFloats } from "./dense-columns.ts";

const floats = fc.oneof(
  fc.array(fc.integer({ min: -200, max: 200 })),
  fc.array(fc.integer({ min: -1e9, max: 1e9 })),
  fc.array(fc.maxSafeInteger()),
  fc.array(fc.float()),
  fc.array(fc.double()),
);

it("brings every float back exactly, NaN, infinities and negative zero included", () => {
  fc.assert(
    fc.property(floats, (values) => {
      const column = Float64Array.from(values);
      expect(restoredFloats(densestFloats(column))).toEqual(column);
    }),
  );
});

it("brings every count back exactly", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 ** 32 - 1 })), (values) => {
      const column = Uint32Array.from(values);
      expect(restoredCounts(densestCounts(column))).toEqual(column);
    }),
  );
});

it("takes a byte for even steps, four for logged values, and eight for times", () => {
  expect(densestFloats(Float64Array.of(0, 10, 20, 30)).form).toBe("d8");
  expect(densestFloats(Float64Array.of(1500, 0, 1500)).form).toBe("d16");
  expect(densestFloats(Float64Array.of(0.5, Number.NaN, Math.fround(0.1))).form).toBe("f32");
  expect(densestFloats(Float64Array.of(1_700_000_000.123)).form).toBe("f64");
  expect(densestCounts(Uint32Array.of(4, 4)).form).toBe("u8");
});

it("keeps a constant large step cheap only where differences allow it", () => {
  expect(densestFloats(Float64Array.of(2_000_000_001, 2_000_000_003)).form).toBe("d32");
});
