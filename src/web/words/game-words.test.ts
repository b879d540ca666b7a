/** Every role and family has words, and chance levels are named as papers name them. */
import { expect, test } from "vitest";
import { LOSS_FAMILIES, ROLES } from "../../model/index.ts";
import { chanceLabel, familyWords, lastPart, ownerOf, playerOf, roleWords, sideOf } from "./game-words.ts";

test("no two roles read the same", () => {
  expect(new Set(ROLES.map(roleWords)).size).toBe(ROLES.length);
  expect(new Set(LOSS_FAMILIES.map(familyWords)).size).toBe(LOSS_FAMILIES.length);
});

test("chance levels are named where they have a name", () => {
  expect(chanceLabel("discriminator", 1.386294)).toBe("2 ln 2: D is guessing");
  expect(chanceLabel("generator", Math.LN2)).toBe("ln 2: G at chance");
  expect(chanceLabel("discriminator", 0.5)).toBe("0.5: D is guessing");
  expect(chanceLabel("discriminator", 2)).toBe("2: D is guessing");
});

test("a role says whose it is and of which side", () => {
  expect([playerOf("g.loss.adv"), playerOf("grad.d"), playerOf("lr")]).toEqual([
    "generator",
    "discriminator",
    undefined,
  ]);
  expect([sideOf("d.out.fake"), sideOf("d.out.heldOut"), sideOf("d.loss")]).toEqual([
    "fake",
    "heldOut",
    undefined,
  ]);
});

test("under its tag a line is called by the tag's last part", () => {
  expect(["a/b/loss", "loss", "odd/"].map(lastPart)).toEqual(["loss", "loss", "odd/"]);
});

test("a line is its side's where it has one, else its player's", () => {
  expect([ownerOf("d.acc.real"), ownerOf("grad.g"), ownerOf("lr")]).toEqual([
    { side: "real" },
    { player: "generator" },
    {},
  ]);
});
