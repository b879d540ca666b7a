/** Every role can be chosen, in one place, where the tag's kind allows it, and is found by the words people use. */
import { expect, test } from "vitest";
import { LOSS_FAMILIES, ROLES } from "../../model/index.ts";
import { type ChoiceGroup, choicesMatching, familyChoices, roleChoices } from "./role-choices.ts";

const values = <T>(groups: readonly ChoiceGroup<T>[]) =>
  groups.flatMap(({ choices }) => choices.map(({ value }) => value));

test("every role stands in exactly one group of some kind", () => {
  const offered = [
    ...values(roleChoices("scalar")),
    ...values(roleChoices("image")),
    ...values(roleChoices("tensor")),
  ];
  expect(new Set(offered)).toEqual(new Set(ROLES));
  expect(values(roleChoices("scalar"))).toHaveLength(new Set(values(roleChoices("scalar"))).size);
});

test("a kind is offered what it can be, and that it is none of the game's", () => {
  expect(values(roleChoices("tensor"))).toEqual([
    "features.real",
    "features.fake",
    "features.heldOut",
    "other",
  ]);
  expect(values(roleChoices("image"))).not.toContain("d.loss");
  expect(roleChoices("text")).toEqual([]);
});

test("every loss family can be chosen", () => {
  expect(values(familyChoices())).toEqual(LOSS_FAMILIES);
});

test.each([
  ["critic", "d.loss"],
  ["D(x)", "d.out.real"],
  ["disc acc gen", "d.acc.fake"],
  ["ignore", "other"],
  ["d.out.fake", "d.out.fake"],
])("typing “%s” finds %s", (typed, role) => {
  expect(values(choicesMatching(roleChoices("scalar"), typed))).toContain(role);
});

test("what nothing is called finds nothing", () => {
  expect(choicesMatching(roleChoices("scalar"), "zebra")).toEqual([]);
});
