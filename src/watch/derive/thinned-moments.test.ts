import { describe, expect, it } from "vitest";
import { isDerived } from "./thinned-moments.ts";

const derivedOf = (count: number) =>
  Array.from({ length: count }, (_, place) => place).filter((place) => isDerived("features", place));

describe("isDerived", () => {
  it("takes every moment of a short log", () => {
    expect(derivedOf(128)).toHaveLength(128);
  });

  it("takes every second moment up to twice as many, then every fourth up to four times as many", () => {
    expect(derivedOf(512).slice(126)).toEqual([
      ...[126, 127],
      ...Array.from({ length: 64 }, (_, place) => 128 + 2 * place),
      ...Array.from({ length: 64 }, (_, place) => 256 + 4 * place),
    ]);
  });

  it("takes as many of each doubling of a log, so that 100,000 moments cost some 760", () => {
    expect(derivedOf(131_072)).toHaveLength(128 + 10 * 64);
  });

  it("takes more of what costs less", () => {
    const places = Array.from({ length: 4096 }, (_, place) => place);
    expect(places.filter((place) => isDerived("samples", place))).toHaveLength(128 + 5 * 64);
    expect(places.filter((place) => isDerived("outputs", place))).toHaveLength(4096);
  });
});
