/** Which names a pattern means, and what is said when it means none. */
import { expect, test } from "vitest";
import { assertEachMatches, isChosen, namePattern } from "./name-patterns.ts";

const NAMES = ["loss/G", "loss/D", "lr", "grad/generator/dense_1"];

test.each([
  ["loss/*", ["loss/G", "loss/D"]],
  ["*", NAMES],
  ["l?", ["lr"]],
  ["*gen*1", ["grad/generator/dense_1"]],
  ["loss", []],
  ["/^l/", ["loss/G", "loss/D", "lr"]],
  ["/LOSS/i", ["loss/G", "loss/D"]],
  ["/dense_\\d$/", ["grad/generator/dense_1"]],
  ["loss/G.", []],
])("%s means %j", (typed, meant) => {
  expect(NAMES.filter((name) => isChosen([namePattern(typed)], name))).toEqual(meant);
});

test("several patterns mean what any of them means, and none mean everything", () => {
  const patterns = ["lr", "*/D"].map(namePattern);
  expect(NAMES.filter((name) => isChosen(patterns, name))).toEqual(["loss/D", "lr"]);
  expect(NAMES.filter((name) => isChosen([], name))).toEqual(NAMES);
});

test("a glob of many stars is answered at once on a long name that it does not match", () => {
  expect(namePattern(`${"*a".repeat(40)}b`).matches("a".repeat(20_000))).toBe(false);
});

test("a broken regular expression is a mistake in what was typed", () => {
  expect(() => namePattern("/(/")).toThrow(expect.objectContaining({ code: "USAGE" }));
});

test("a pattern that no name matches is refused, and the names near it are told", () => {
  const check = () =>
    assertEachMatches([namePattern("lr"), namePattern("los/G")], { noun: "tag", names: NAMES });
  expect(check).toThrow(
    expect.objectContaining({
      code: "NO_MATCH",
      what: "No tag matches los/G; there are 4.",
      fix: expect.stringContaining("Did you mean loss/G, loss/D"),
    }),
  );
});
