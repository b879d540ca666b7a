/** Our UTF-8 against the platform's. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

const settings = { seed: 20_240_603, numRuns: 1000 };
const platform = new TextDecoder("utf-8", { ignoreBOM: true });
/** Bytes that begin or continue sequences are more telling than letters. */
const telling = fc.constantFrom(
  0x41,
  0x80,
  0xa0,
  0xbf,
  0xc0,
  0xc2,
  0xe0,
  0xe2,
  0xed,
  0xef,
  0xf0,
  0xf4,
  0xf5,
  0xff,
);

test("any bytes are decoded as TextDecoder does", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(telling, fc.nat(255))), (list) => {
      const bytes = Uint8Array.from(list);
      expect(decodeUtf8(bytes)).toBe(platform.decode(bytes));
    }),
    settings,
  );
});

test("any text, lone surrogates too, is encoded as TextEncoder does", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }), (text) => {
      expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text));
    }),
    settings,
  );
});

test("long text is not limited by how many arguments a call takes", () => {
  const text = "ü🎈a".repeat(100_000);
  expect(decodeUtf8(encodeUtf8(text))).toBe(text);
});
