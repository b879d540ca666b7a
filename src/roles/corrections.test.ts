import { describe, expect, it } from "vitest";
import {
  type Corrections,
  correctedLossFamily,
  correctedRoles,
  matchesPattern,
  recogniseGames,
  recogniseRoles,
} from "./index.ts";

function rolesWith(corrections: Corrections, run: string, ...tags: readonly string[]) {
  const given = recogniseRoles(tags.map((tag) => ({ run, tag, kind: "scalar" as const })));
  return correctedRoles(given, corrections).map(({ role }) => role);
}

describe("corrections", () => {
  it("win over what the grammar says, and say so", () => {
    const corrections: Corrections = { roles: { "*": { adv: "d.loss" } }, lossFamily: {} };
    const [given] = correctedRoles(recogniseRoles([{ run: "a", tag: "adv", kind: "scalar" }]), corrections);
    expect(given).toMatchObject({
      role: "d.loss",
      confidence: 1,
      reason: "As corrected in nashboard.json.",
    });
  });

  it("keep what they overrule, and which entry decided", () => {
    const corrections: Corrections = { roles: { "*": { "d_*": "d.loss.real" } }, lossFamily: {} };
    const [given] = correctedRoles(
      recogniseRoles([{ run: "a", tag: "d_loss", kind: "scalar" }]),
      corrections,
    );
    expect(given?.correction).toMatchObject({
      runPattern: "*",
      tagPattern: "d_*",
      recognised: { role: "d.loss" },
    });
  });

  it("invert the sign of the tags that they name, the most exact entry deciding", () => {
    const inverted = { "*": { "critic/*": true, "critic/fake": false } };
    const tags = ["critic/real", "critic/fake", "loss"].map((tag) => ({
      run: "a",
      tag,
      kind: "scalar" as const,
    }));
    const given = correctedRoles(recogniseRoles(tags), { roles: {}, lossFamily: {}, inverted });
    expect(given.map(({ isInverted }) => isInverted === true)).toEqual([true, false, false]);
  });

  it("reach only the runs and tags that they name", () => {
    const corrections: Corrections = { roles: { "old/*": { "loss/*": "d.loss" } }, lossFamily: {} };
    expect(rolesWith(corrections, "old/1", "loss/x", "x")).toEqual(["d.loss", "other"]);
    expect(rolesWith(corrections, "new/1", "loss/x")).toEqual(["other"]);
  });

  it("prefer a name to a pattern, and of patterns the last", () => {
    const roles: Corrections["roles"] = { "*": { x: "lr", "*": "gp", "x*": "r1" }, b: { x: "r2" } };
    const corrections: Corrections = { roles, lossFamily: { "*": "hinge", b: "lsgan" } };
    expect(rolesWith(corrections, "a", "x", "xy", "y")).toEqual(["lr", "r1", "gp"]);
    expect(rolesWith(corrections, "b", "x", "xy")).toEqual(["r2", "r1"]);
    expect([correctedLossFamily("a", corrections), correctedLossFamily("b", corrections)]).toEqual([
      { runPattern: "*", family: "hinge" },
      { runPattern: "b", family: "lsgan" },
    ]);
  });

  it("settle the loss family whatever else points elsewhere", () => {
    const roles = recogniseRoles([{ run: "a", tag: "d_hinge_loss", kind: "scalar" }]);
    const [game] = recogniseGames(roles, undefined, { lossFamily: "bce", correctedFamily: "wasserstein" });
    expect(game).toMatchObject({ lossFamily: "wasserstein", confidence: 1 });
    expect(game?.reason).toContain("as corrected");
  });

  it("answer a pattern of many stars at once", () => {
    expect(matchesPattern("a".repeat(20_000), `${"*a".repeat(50)}*b`)).toBe(false);
    expect(matchesPattern("runs/3/loss", "runs/*/l*s")).toBe(true);
    expect(matchesPattern("", "*")).toBe(true);
  });
});
