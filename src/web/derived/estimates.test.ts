/** Parts of an estimate are found again by their tags. */
import { expect, test } from "vitest";
import { tagSummary } from "../testing/tag-summary.ts";
import { encoderOf, estimatesOf, identityOf, loggedTags, partTag } from "./estimates.ts";

const TAGS = [
  tagSummary("generator/loss"),
  tagSummary("derived/outputs/auc:low"),
  tagSummary("derived/outputs/auc", {
    displayName: "AUC",
    description: "area under the curve (probability). From logits/real, logits/fake.",
    points: 7,
  }),
  tagSummary("derived/outputs/auc:chance"),
  tagSummary("derived/samples/displacement@cycle A"),
];

test("the parts of one estimate are one entry, with its provenance", () => {
  const [auc, moved] = estimatesOf(TAGS);
  expect(auc).toEqual({
    tag: "derived/outputs/auc",
    metric: "outputs/auc",
    game: null,
    name: "AUC",
    provenance: {
      formula: "area under the curve",
      unit: "probability",
      inputs: ["logits/real", "logits/fake"],
    },
    points: 7,
    parts: new Set(["low", "value", "chance"]),
  });
  expect(moved).toMatchObject({
    metric: "samples/displacement",
    game: "cycle A",
    name: "samples/displacement",
  });
});

test("a part that was not derived has no tag", () => {
  const [auc] = estimatesOf(TAGS);
  expect(auc && [partTag(auc, "low"), partTag(auc, "high")]).toEqual(["derived/outputs/auc:low", null]);
});

test("derived series do not count as logged", () => {
  expect(loggedTags(TAGS).map(({ tag }) => tag)).toEqual(["generator/loss"]);
});

test("names the encoder of features, slashes in its name and all", () => {
  expect(["features/inception/v3/precision", "outputs/auc"].map(encoderOf)).toEqual(["inception/v3", ""]);
});

test("outputs speak of the discriminator, all else of the generator, unless they are of one side", () => {
  expect(["outputs/auc", "samples/checkerboard", "outputs/mean/real"].map(identityOf)).toEqual([
    { player: "discriminator" },
    { player: "generator" },
    { side: "real" },
  ]);
});
