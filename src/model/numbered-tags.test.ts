import { expect, it } from "vitest";
import { tagsTogetherWith } from "./index.ts";

it("gathers numbered tags in the order of their numbers", () => {
  const tags = ["image/10", "image/2", "other/1", "image/0"];
  expect(tagsTogetherWith("image/2", tags)).toEqual(["image/0", "image/2", "image/10"]);
});

it("leaves a tag alone that has no number, or no other of its kind", () => {
  expect(tagsTogetherWith("samples", ["samples", "samples/1"])).toEqual(["samples"]);
  expect(tagsTogetherWith("other/1", ["other/1", "image/1"])).toEqual(["other/1"]);
});
