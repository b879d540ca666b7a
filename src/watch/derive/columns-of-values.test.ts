import { expect, it } from "vitest";
import type { Role, RoleOfTag } from "../../model/index.ts";
import { columnsOfValues } from "./columns-of-values.ts";

function tag(name: string, role: Role): RoleOfTag {
  return { run: "run", tag: name, role, confidence: 1, reason: "", layer: "" };
}

const pairs = (...tags: readonly RoleOfTag[]) =>
  columnsOfValues(tags).map(({ fake, real, measures }) => [
    fake.tag,
    measures.isBesideReal ? real.tag : null,
  ]);

it("pairs the one histogram of each side, whatever they are called", () => {
  expect(pairs(tag("generated", "sample.fake"), tag("data/x", "sample.real"))).toEqual([
    ["generated", "data/x"],
  ]);
});

it("pairs columns by the last part of their names", () => {
  expect(
    pairs(
      tag("fake/x", "sample.fake"),
      tag("fake/y", "sample.fake"),
      tag("real/y", "sample.real"),
      tag("real/x", "sample.real"),
    ),
  ).toEqual([
    ["fake/x", "real/x"],
    ["fake/y", "real/y"],
  ]);
});

it("leaves a column alone of which the data's values are not logged", () => {
  expect(
    pairs(tag("fake/x", "sample.fake"), tag("fake/y", "sample.fake"), tag("real/x", "sample.real")),
  ).toEqual([
    ["fake/x", "real/x"],
    ["fake/y", null],
  ]);
});
