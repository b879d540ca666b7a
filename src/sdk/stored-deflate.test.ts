/** Holds uncompressed zlib streams to a decoder that shares no code with them. */
import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { storedDeflate } from "./stored-deflate.ts";

it("gives streams that zlib reads back, empty, at the end of a block and beyond it", () => {
  for (const length of [0, 1, 65_534, 65_535, 65_536, 200_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 251);
    expect(Buffer.compare(inflateSync(storedDeflate(bytes)), bytes)).toBe(0);
  }
});
