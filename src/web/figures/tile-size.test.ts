import { expect, it } from "vitest";
import { enlarged } from "./tile-size.ts";

it("enlarges by whole numbers, as far as both sides have room", () => {
  expect(enlarged({ width: 28, height: 28 }, { width: 120, height: 90 })).toEqual({ width: 84, height: 84 });
});

it("shrinks a picture that does not fit, keeping its shape", () => {
  expect(enlarged({ width: 1024, height: 512 }, { width: 256, height: 256 })).toEqual({
    width: 256,
    height: 128,
  });
});

it("keeps a digit's room for a picture that has not arrived", () => {
  expect(enlarged(null, { width: 60, height: 60 })).toEqual({ width: 56, height: 56 });
});
