import { expect, test } from "vitest";
import { tagSummary } from "../testing/tag-summary.ts";
import { estimatesOf } from "./estimates.ts";
import { qualityGroups } from "./quality-groups.ts";

test("shows what tells most of outputs and samples, and all of features, in groups that exist", () => {
  const metrics = [
    "features/kid",
    "samples/displacement",
    "outputs/accuracy/real",
    "samples/diversity-ratio",
    "features/any-other",
  ];
  const groups = qualityGroups(estimatesOf(metrics.map((metric) => tagSummary(`derived/${metric}`))));
  expect(groups.map(({ title, estimates }) => [title, estimates.map(({ metric }) => metric)])).toEqual([
    ["Samples", ["samples/diversity-ratio", "samples/displacement"]],
    ["Features", ["features/kid", "features/any-other"]],
  ]);
});
