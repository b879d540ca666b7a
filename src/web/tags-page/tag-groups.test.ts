/** Groups follow kinds, then names. */
import { expect, test } from "vitest";
import type { TagSummary } from "../../api/index.ts";
import { VALUE_KINDS, type ValueKind } from "../../model/index.ts";
import { tagSummary } from "../testing/tag-summary.ts";
import { kindWords, tagGroups } from "./tag-groups.ts";

function tag(name: string, kind: ValueKind): TagSummary {
  return tagSummary(name, { kind });
}

test("tags are grouped by kind and first part, in the order people count", () => {
  const groups = tagGroups([
    tag("samples/a", "image"),
    tag("loss/10", "scalar"),
    tag("epoch", "scalar"),
    tag("loss/9", "scalar"),
    tag("loss/h", "histogram"),
  ]);
  expect(groups.map(({ kind, prefix, tags }) => [kind, prefix, tags.map((one) => one.tag)])).toEqual([
    ["scalar", "", ["epoch"]],
    ["scalar", "loss", ["loss/9", "loss/10"]],
    ["histogram", "loss", ["loss/h"]],
    ["image", "samples", ["samples/a"]],
  ]);
});

test("every kind has a heading of its own", () => {
  expect(new Set(VALUE_KINDS.map(kindWords)).size).toBe(VALUE_KINDS.length);
});
