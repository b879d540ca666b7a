import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packBlobs, packColumns, unpackBlobs, unpackColumns } from "./columns.ts";

const anyColumn = fc.oneof(
  fc.array(fc.double()).map((values) => Float64Array.from(values)),
  fc.array(fc.nat(0xffffffff)).map((values) => Uint32Array.from(values)),
  fc.uint8Array(),
);

describe("packColumns", () => {
  it("gives back header and columns, whatever they are called and hold", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(fc.string(), anyColumn), (header, columns) => {
        const back = unpackColumns(packColumns(header, columns).buffer);
        expect(back.header).toEqual(JSON.parse(JSON.stringify(header)));
        expect(Object.entries(back.columns)).toEqual(Object.entries(columns));
      }),
    );
  });

  it("carries NaN and infinities in float columns", () => {
    const values = Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0);
    expect(unpackColumns(packColumns(null, { values }).buffer).columns.values).toEqual(values);
  });

  it("keeps tags in any script, because the envelope is ASCII", () => {
    const header = { tag: "потери/生成器 🎲" };
    const packed = packColumns(header, {});
    expect(Math.max(...packed)).toBeLessThan(128);
    expect(unpackColumns(packed.buffer).header).toEqual(header);
  });
});

describe("packBlobs", () => {
  it("gives back each part, empty ones included", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (parts) => {
        expect(unpackBlobs(packBlobs({ a: 1 }, parts).buffer).parts).toEqual(parts);
      }),
    );
  });
});
