/** The forms in which `nashboard check` says what it found. */
import { describe, expect, it } from "vitest";
import { diagnosisOf, GameJudge, RULES } from "../../diagnosis/index.ts";
import { checkedRun } from "./checked-run.ts";
import { formOf, printedLines } from "./printed.ts";
import { parseRuleFile } from "./rule-file.ts";

const FACTS = { lossFamily: "bce-ns", chanceLevel: { generator: Math.LN2, discriminator: 2 * Math.LN2 } };
const PROBE_STEPS = 50;

/** A run whose samples collapse at step 650; its name needs escaping. */
function collapsedRun() {
  const judge = new GameJudge({ facts: FACTS, rules: RULES });
  const values = Array.from({ length: 20 }, (_, probe) => (probe < 12 ? 0.9 : 0.1));
  judge.take(
    "samples/diversity-ratio",
    { tag: "diversity<&>", layer: "" },
    {
      steps: values.map((_, probe) => (probe + 1) * PROBE_STEPS),
      wallTimes: values.map((_, probe) => probe),
      values,
    },
  );
  return checkedRun('runs/a "b" & <c>', [{ game: "g", ...diagnosisOf(judge.outcomes()) }]);
}

const printed = (flags: Parameters<typeof formOf>[0]) =>
  printedLines({ runs: [collapsedRun()], rules: RULES, version: "1.2.3" }, formOf(flags));

it("says the verdict, the sentence, its evidence and what to try", () => {
  expect(printed({}).slice(0, 5)).toEqual([
    'runs/a "b" & <c>: failing',
    "  The generator has collapsed to few samples, since step 650 (last safe step 600).",
    "    pairwise distance of fakes over that of reals: 0.1 (threshold: at most 0.3), steps 650 to 1,000 of diversity<&>",
    "    the highest diversity before: 0.9 (threshold: at least 0.5), steps 650 to 1,000 of diversity<&>",
    "    try: Go back to the last safe checkpoint",
  ]);
});

it("calls a run that is its log directory by the directory's name, and counts the verdicts of several", () => {
  const runs = [checkedRun(".", [], "gan-7"), checkedRun("b", [])];
  const lines = printedLines({ runs, rules: RULES, version: "" }, formOf({}));
  expect([lines[0], lines.at(-1)]).toEqual(["gan-7: unknown", "2 runs: 2 unknown"]);
});

it("prints SARIF 2.1.0: every result names a rule of the driver by its place, with a location", () => {
  const report = JSON.parse(printed({ sarif: true }).join(""));
  expect(Object.keys(report)).toEqual(["$schema", "version", "runs"]);
  expect(report.version).toBe("2.1.0");
  const [{ tool, results }] = report.runs;
  expect(tool.driver).toMatchObject({ name: "nashboard", version: "1.2.3" });
  expect(new Set(tool.driver.rules.map(({ id }: { id: string }) => id)).size).toBe(RULES.length);
  expect(results).toHaveLength(1);
  expect(tool.driver.rules[results[0].ruleIndex].id).toBe(results[0].ruleId);
  expect(results[0]).toMatchObject({
    ruleId: "samples-collapse",
    level: "error",
    message: { text: expect.stringContaining("since step 650") },
    locations: [{ physicalLocation: { artifactLocation: { uri: "runs/a%20%22b%22%20&%20%3Cc%3E" } } }],
  });
});

it("prints JUnit: well-formed, a suite a run, counts that add up", () => {
  const xml = printed({ junit: true }).join("\n");
  const tags = [...xml.matchAll(/<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g)];
  const open: string[] = [];
  for (const [, closes, name = "", , isEmpty] of tags) {
    if (closes === "/") expect(open.pop()).toBe(name);
    else if (isEmpty !== "/") open.push(name);
  }
  expect(open).toEqual([]);
  expect(xml.replaceAll(/<[^<>]*>|<\?xml[^>]*\?>/g, "")).not.toMatch(/[<>]/);
  expect(xml).toContain('<testsuite name="runs/a &quot;b&quot; &amp; &lt;c&gt;"');
  const [, tests, failures, skipped] =
    /tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)"/.exec(xml) ?? [];
  expect([tests, failures]).toEqual([String(xml.split("<testcase").length - 1), "1"]);
  expect(skipped).toBe(String(xml.split("<skipped").length - 1));
});

it("says when each rule would have fired, in a table and in JSON", () => {
  const lines = printed({ backtest: true });
  expect(lines[1]?.split(/ {2,}/)).toEqual([
    ...["samples-collapse", 'runs/a "b" & <c>', "confirmed", "650", "750", "1000"],
  ]);
  expect(lines).toContainEqual(expect.stringMatching(/^samples-collapse +1 +1$/));
  const { fired } = JSON.parse(printed({ backtest: true, json: true }).join(""));
  expect(fired).toMatchObject([{ rule: "samples-collapse", firstStep: 650, confirmedStep: 750 }]);
});

it("refuses two forms at once", () => {
  expect(() => formOf({ json: true, junit: true })).toThrow(/exclude each other/);
  expect(() => formOf({ backtest: true, sarif: true })).toThrow(/no --sarif/);
});

describe("the file of --rules", () => {
  it("sets thresholds and severities, and silences", () => {
    const text = [
      "# ours",
      "samples-collapse:",
      "  severity: 3   # while we try",
      "  thresholds:",
      "    diversityAtMost: 0.2",
      "",
      "losses-stand-still:",
      "  silence: true",
    ].join("\n");
    expect(parseRuleFile(text, "rules.yaml")).toEqual({
      "samples-collapse": { severity: 3, thresholds: { diversityAtMost: 0.2 } },
      "losses-stand-still": { silence: true },
    });
  });

  it("leaves the rules as they are when it is empty", () => {
    expect(parseRuleFile("# nothing yet", "rules.yaml")).toEqual({});
  });

  it.each([
    ["samples-collapse:\n  severity: 9", /samples-collapse\.severity/],
    ["samples-collapse:\n  severty: 3", /severty/],
    ["samples-collapse:\n  thresholds:\n    a: much", /thresholds\.a/],
    ["- a list", /expected record/],
    ["a:\n  silence: true\na:\n  silence: true", /Map keys must be unique at line 3/],
    ["a: [1", /at line 1/],
    ["a: *nowhere", expect.objectContaining({ code: "RULES_SYNTAX" })],
  ])("refuses what it does not understand: %j", (text, message) => {
    expect(() => parseRuleFile(text, "rules.yaml")).toThrow(message);
  });
});
