import { readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { describe, expect, it } from "vitest";
import { rolesTables } from "./testing/roles-table.ts";
import { judgeBatch, judgeFresh, judgeSurvey, judgeUnseen, type SurveyVerdict } from "./testing/survey.ts";

function share(verdicts: readonly SurveyVerdict[], ...kinds: readonly SurveyVerdict["verdict"][]): number {
  return verdicts.filter(({ verdict }) => kinds.includes(verdict)).length / verdicts.length;
}

function coreOf(verdicts: readonly SurveyVerdict[]): SurveyVerdict[] {
  return verdicts.filter(({ isCore }) => isCore);
}

describe("the grammar, on what 118 public code bases log", () => {
  const all = judgeSurvey();
  const core = coreOf(all);

  it("is right about most tags and wrong about few", () => {
    expect(all).toHaveLength(862);
    expect(share(all, "right")).toBeGreaterThan(0.89);
    expect(share(all, "wrong-core")).toBeLessThan(0.01);
  });

  it("rather says nothing than something wrong about a core role", () => {
    expect(core).toHaveLength(490);
    expect(share(core, "right")).toBeGreaterThan(0.925);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.021);
  });
});

describe("the grammar, on public code bases outside that survey", () => {
  it("is right about 95 % of core roles and wrong about 0.9 % in the 141 it was developed on", () => {
    const core = coreOf(judgeUnseen("development"));
    expect(core).toHaveLength(459);
    expect(share(core, "right")).toBeGreaterThan(0.95);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.009);
  });

  // Judged once before its errors were looked at: 86.7 % right, 3.8 % wrong, 9.5 % “don't know”.
  it("is right about 88 % of core roles and wrong about none in the 43 it was judged on", () => {
    const core = coreOf(judgeUnseen("heldOut"));
    expect(core).toHaveLength(105);
    expect(share(core, "right")).toBeGreaterThan(0.88);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.005);
  });
});

describe("the grammar, on code bases labelled later", () => {
  it("is right about 92 % of core roles and wrong about 2 % in the 116 it was mended on", () => {
    const core = coreOf(judgeFresh("development"));
    expect(core).toHaveLength(437);
    expect(share(core, "right")).toBeGreaterThan(0.92);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.02);
  });

  // Judged once before its errors were looked at: 83.5 % right, 5.5 % wrong, 11 % “don't know”.
  it("is right about 90 % of core roles and wrong about 1.7 % in the 62 it was judged on", () => {
    const core = coreOf(judgeFresh("heldOut"));
    expect(core).toHaveLength(237);
    expect(share(core, "right")).toBeGreaterThan(0.9);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.018);
  });

  // Judged once on the grammar as it stood: 89.5 % right, 5.3 % wrong, 5.3 % “don't know”.
  it("is right about 92 % of core roles and wrong about 2.6 % in the 38 labelled after it stood still", () => {
    const core = coreOf(judgeFresh("afterFreezing"));
    expect(core).toHaveLength(114);
    expect(share(core, "right")).toBeGreaterThan(0.92);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.027);
  });

  // Judged once on the grammar as it stood: 90.5 % right, 3.4 % wrong, 6 % “don't know”.
  it("is right about 98 % of core roles and wrong about none in the 31 labelled last", () => {
    const core = coreOf(judgeFresh("last"));
    expect(core).toHaveLength(116);
    expect(share(core, "right")).toBeGreaterThan(0.98);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.005);
  });

  // Judged once on the grammar as it stood: 77.8 % right, 7.4 % wrong, 14.8 % “don't know”.
  it("is right about 90 % of core roles and wrong about 1.8 % in the 74 of the fourth collection", () => {
    const core = coreOf(judgeBatch("a"));
    expect(core).toHaveLength(338);
    expect(share(core, "right")).toBeGreaterThan(0.9);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.018);
  });

  // Judged once on the grammar as it stood: 85.4 % right, 3.3 % wrong, 11.3 % “don't know”.
  it("is right about 94 % of core roles and wrong about none in the 102 of the fifth collection", () => {
    const core = coreOf(judgeBatch("b"));
    expect(core).toHaveLength(397);
    expect(share(core, "right")).toBeGreaterThan(0.935);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.005);
  });

  // Judged once on the grammar as it stood: 86.6 % right, 3.6 % wrong, 9.7 % “don't know”.
  it("is right about 89 % of core roles and wrong about 2.2 % in the 86 of the sixth collection", () => {
    const core = coreOf(judgeBatch("c"));
    expect(core).toHaveLength(329);
    expect(share(core, "right")).toBeGreaterThan(0.89);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.022);
  });

  // Judged once on the grammar as it stood: 84.6 % right, 5 % wrong, 10.4 % “don't know”. Of the 21 wrong ones 16 are
  // names of another number than the code logs.
  it("is right about 87 % of core roles and wrong about 4.5 % in the 96 of the seventh collection", () => {
    const core = coreOf(judgeBatch("d"));
    expect(core).toHaveLength(423);
    expect(share(core, "right")).toBeGreaterThan(0.87);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.046);
  });
});

const PAGE = new URL("../../docs/what-to-log.md", import.meta.url);
const BEGIN = "<!-- roles-table -->\n";
const END = "<!-- /roles-table -->";

describe("what the page about logging says of the grammar", () => {
  it("is what it is judged to be", () => {
    const page = readFileSync(PAGE, "utf8");
    const [before = "", rest = ""] = page.split(BEGIN);
    const [, after = ""] = rest.split(END);
    const renewed = `${before}${BEGIN}${rolesTables()}${END}${after}`;
    if (env.WRITE_ROLES_TABLE !== undefined) writeFileSync(PAGE, renewed);
    expect(env.WRITE_ROLES_TABLE === undefined ? page : renewed).toBe(renewed);
  });
});
