/** Every correction can be made and taken back, and the newest of one tag is the one that holds. */
import { expect, test } from "vitest";
import type { CorrectionsJson } from "../../api/index.ts";
import { EVERY_RUN, entriesOf, withFamily, withoutFamily, withoutRole, withRole, withSign } from "./edits.ts";

const NONE: CorrectionsJson = { roles: {}, lossFamily: {} };
const every = { run: "a", scope: EVERY_RUN, tag: "x" };
const here = { run: "a", scope: "a", tag: "x" };
const recognised = { role: "other", confidence: 0, reason: "" } as const;

test("a role for every run takes the place of the run's own", () => {
  const corrected = withRole(every, "lr")(withRole(here, "gp")(NONE));
  expect(corrected.roles).toEqual({ "*": { x: "lr" } });
});

test("back to automatic leaves nothing behind", () => {
  const corrected = withRole(every, "lr")(NONE);
  const back = withoutRole({ runPattern: EVERY_RUN, tagPattern: "x", recognised })(corrected);
  expect(back).toEqual(NONE);
});

test("other tags and runs keep their corrections", () => {
  const before: CorrectionsJson = { ...NONE, roles: { "*": { y: "lr" }, b: { x: "gp" } } };
  expect(withRole(every, "r1")(before).roles).toEqual({ "*": { y: "lr", x: "r1" }, b: { x: "gp" } });
});

test("a sign is inverted and turned back", () => {
  const inverted = withSign(every, true)(NONE);
  expect(inverted.inverted).toEqual({ "*": { x: true } });
  expect(withSign(every, false)(inverted)).toEqual(NONE);
});

test("a sign that a pattern inverts is turned back for the run alone", () => {
  const before: CorrectionsJson = { ...NONE, inverted: { "*": { "*": true } } };
  expect(withSign(every, false)(before).inverted).toEqual({ "*": { "*": true }, a: { x: false } });
});

test("a loss family is set and taken back", () => {
  const set = withFamily(here, "hinge")(NONE);
  expect(set.lossFamily).toEqual({ a: "hinge" });
  expect(withFamily(every, "lsgan")(set).lossFamily).toEqual({ "*": "lsgan" });
  expect(withoutFamily({ runPattern: "a" })(set)).toEqual(NONE);
});

test("every entry is listed in words and can be removed by itself", () => {
  const all: CorrectionsJson = {
    roles: { "*": { x: "other", "y*": "d.loss" } },
    lossFamily: { "old/*": "hinge" },
    inverted: { a: { y: true } },
  };
  const entries = entriesOf(all);
  expect(entries.map(({ runs, tag, words }) => [runs, tag, words])).toEqual([
    ["runs like old/*", "", "loss family: hinge"],
    ["every run", "x", "not of the game"],
    ["every run", "y*", "discriminator loss"],
    ["run a", "y", "opposite sign"],
  ]);
  const left = entries.reduce((corrections, { remove }) => remove(corrections), all);
  expect(left).toEqual(NONE);
});
