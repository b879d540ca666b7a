import { expect, test } from "vitest";
import { tagSummary } from "../testing/tag-summary.ts";
import { projectionSources } from "./projection-sources.ts";

const PIXELS = [
  tagSummary("samples/real", { kind: "image", role: "sample.real" }),
  tagSummary("samples/fixed_noise", { kind: "image", role: "sample.fixed" }),
];

test("features come before pixels, each with both sides", () => {
  const features = [
    tagSummary("features/digits/real", { kind: "tensor", role: "features.real" }),
    tagSummary("features/digits/fake", { kind: "tensor", role: "features.fake" }),
    tagSummary("features/lonely/real", { kind: "tensor", role: "features.real" }),
  ];
  expect(projectionSources([...PIXELS, ...features])).toEqual([
    {
      name: "features of digits",
      real: "features/digits/real",
      generated: "features/digits/fake",
      isFixedNoise: false,
    },
    { name: "pixels of samples", real: "samples/real", generated: "samples/fixed_noise", isFixedNoise: true },
  ]);
});

test("one side alone is not enough", () => {
  expect(projectionSources(PIXELS.slice(0, 1))).toEqual([]);
});
