import { describe, expect, it } from "vitest";
import { derivedTag, parseDerivedTag } from "./derived-tag.ts";

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
