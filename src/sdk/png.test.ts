/** Holds the PNG encoder to a decoder that shares no code with it: the format's own words and `node:zlib`. */
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { encodePngs } from "./png.ts";

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  readonly checksum: number;
  readonly expectedChecksum: number;
}

function chunksOf(png: Uint8Array): Chunk[] {
  const file = Buffer.from(png);
  const chunks: Chunk[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const data = file.subarray(at + 8, at + 8 + length);
    const checked = file.subarray(at + 4, at + 8 + length);
    chunks.push({
      type: file.toString("latin1", at + 4, at + 8),
      data,
      checksum: file.readUInt32BE(at + 8 + length),
      expectedChecksum: crc32(checked),
    });
    at += length + 12;
  }
  return chunks;
}

function pixelsOf(png: Uint8Array, rowBytes: number): number[] {
  const data = chunksOf(png).find(({ type }) => type === "IDAT")?.data ?? Buffer.alloc(0);
  const rows = inflateSync(data);
  const pixels: number[] = [];
  for (let at = 0; at < rows.length; at += rowBytes + 1) {
    expect(rows[at]).toBe(0);
    pixels.push(...rows.subarray(at + 1, at + 1 + rowBytes));
  }
  return pixels;
}

describe("encodePngs", () => {
  for (const [channels, colourType] of [
    [1, 0],
    [3, 2],
    [4, 6],
  ] as const) {
    it(`keeps every pixel of images with ${channels} channel(s)`, () => {
      const shape = { width: 3, height: 2, channels, count: 2 };
      const pixels = Uint8Array.from({ length: 12 * channels }, (_, i) => (i * 37) % 256);
      const [first = new Uint8Array(), second = new Uint8Array()] = encodePngs(
        { ...shape, pixels },
        deflateSync,
      );
      expect(pixelsOf(first, 3 * channels)).toEqual([...pixels.subarray(0, 6 * channels)]);
      expect(pixelsOf(second, 3 * channels)).toEqual([...pixels.subarray(6 * channels)]);
      const header = chunksOf(first)[0]?.data ?? Buffer.alloc(13);
      expect([header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]]).toEqual([
        3,
        2,
        8,
        colourType,
      ]);
    });
  }

  it("writes the chunks a PNG needs, each with its right checksum", () => {
    const image = { width: 1, height: 1, channels: 1, count: 1, pixels: Uint8Array.of(200) };
    const [png = new Uint8Array()] = encodePngs(image, deflateSync);
    expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    const chunks = chunksOf(png);
    expect(chunks.map(({ type }) => type)).toEqual(["IHDR", "IDAT", "IEND"]);
    for (const { checksum, expectedChecksum } of chunks) expect(checksum).toBe(expectedChecksum);
  });

  it("refuses pixels that do not fill the shape, with the numbers", () => {
    const image = { width: 2, height: 2, channels: 1, count: 1, pixels: new Uint8Array(3) };
    expect(() => encodePngs(image, deflateSync)).toThrow(/3 bytes for 1 images of 2 × 2 × 1/);
  });

  it("refuses two channels, which PNG cannot hold as 8-bit colour", () => {
    const image = { width: 1, height: 1, channels: 2, count: 1, pixels: new Uint8Array(2) };
    expect(() => encodePngs(image, deflateSync)).toThrow(/1, 3 or 4 channels/);
  });
});
