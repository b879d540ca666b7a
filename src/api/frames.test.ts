import { expect, it } from "vitest";
import { FrameReader, framed } from "./frames.ts";

const PARTS = [Uint8Array.of(1, 2, 3), new Uint8Array(0), Uint8Array.of(4)];

it("gives parts back however the bytes are cut up", () => {
  const bytes = PARTS.flatMap((part) => [...framed(part)]);
  for (const size of [1, 5, bytes.length]) {
    const reader = new FrameReader();
    const parts: number[][] = [];
    for (let at = 0; at < bytes.length; at += size) {
      const whole = reader.add(Uint8Array.from(bytes.slice(at, at + size)));
      parts.push(...whole.map((part) => [...new Uint8Array(part)]));
    }
    reader.end();
    expect(parts).toEqual([[1, 2, 3], [], [4]]);
  }
});

it("refuses an answer that ends inside a part", () => {
  const reader = new FrameReader();
  reader.add(framed(Uint8Array.of(1, 2)).subarray(0, 9));
  expect(() => reader.end()).toThrow("ends 9 bytes into a part");
});
