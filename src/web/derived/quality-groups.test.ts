import { expect, test } from "vitest";
import { tagSummary } from "../testing/tag-summary.ts";
import { estimatesOf } from "./estimates.ts";
import { qualityGroups } from "./quality-groups.ts";

test("shows what tells most, whatever the encoder is called, in groups that exist", () => {
  const metrics = [
    "features/mnist 1a2b/precision",
    "features/mnist 1a2b/kernel-distance",
    "samples/displacement",
    "points/movement",
    "points/coverage",
    "outputs/accuracy/real",
    "samples/diversity-ratio",
    "features/mnist 1a2b/copying",
  ];
  const groups = qualityGroups(estimatesOf(metrics.map((metric) => tagSummary(`derived/${metric}`))));
  expect(groups.map(({ title, estimates }) => [title, estimates.map(({ metric }) => metric)])).toEqual([
    ["Samples", ["samples/diversity-ratio", "samples/displacement"]],
    ["Scatter plots", ["points/coverage", "points/movement"]],
    ["Features", ["features/mnist 1a2b/kernel-distance", "features/mnist 1a2b/precision"]],
  ]);
});
