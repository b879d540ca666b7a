import { describe, expect, it } from "vitest";
import { derivedSource, derivedTag, isDerivedSource, parseDerivedTag } from "./derived-tag.ts";

describe("derivedTag", () => {
  it("names the metric, the game where there are several, and the part of the estimate", () => {
    expect(derivedTag({ metric: "outputs/auc", game: null, part: "value" })).toBe("derived/outputs/auc");
    expect(derivedTag({ metric: "outputs/auc", game: "cycle A", part: "low" })).toBe(
      "derived/outputs/auc@cycle A:low",
    );
  });

  it.each([
    { metric: "outputs/auc", game: null, part: "value" },
    { metric: "features/frechet-distance/mnist", game: null, part: "chance" },
    { metric: "outputs/jensen-shannon", game: "video: slow", part: "high" },
  ] as const)("is read back by parseDerivedTag: %o", (tag) => {
    expect(parseDerivedTag(derivedTag(tag))).toEqual(tag);
  });
});

describe("parseDerivedTag", () => {
  it("knows no other tags", () => {
    expect(parseDerivedTag("discriminator/loss")).toBeNull();
  });
});

describe("derivedSource", () => {
  it("is told from the path of an event file", () => {
    expect(derivedSource("outputs", "cycle A")).toBe("derived:outputs@cycle A");
    expect(isDerivedSource(derivedSource("outputs", null))).toBe(true);
    expect(isDerivedSource("/logs/events.out.tfevents.1")).toBe(false);
  });
});
