/** Groups follow kinds, then names. */
import { expect, test } from "vitest";
import type { TagSummary } from "../../api/index.ts";
import { VALUE_KINDS, type ValueKind } from "../../model/index.ts";
import { kindWords, tagGroups } from "./tag-groups.ts";

function tag(name: string, kind: ValueKind): TagSummary {
  return {
    tag: name,
    kind,
    plugin: "",
    displayName: "",
    description: "",
    points: 1,
    firstStep: 0,
    lastStep: 0,
    nonFinite: 0,
    role: "other",
    layer: "",
    roleConfidence: 0,
    roleReason: "",
  };
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
