/** The diagnosis of runs as JUnit XML: a suite a run, a test a rule, so that a CI job fails where a rule fires. */
import { evidenceInWords, type Finding, findingInWords } from "../../diagnosis/index.ts";
import type { CheckedRun } from "./checked-run.ts";

export function junitReport(runs: readonly CheckedRun[]): string {
  const suites = runs.flatMap(suiteOf);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nashboard check">\n${suites.join("\n")}\n</testsuites>`;
}

function suiteOf({ title, games }: CheckedRun): string[] {
  const cases = games.flatMap((game) => {
    const open = game.findings.filter(({ state }) => state !== "resolved");
    const clear = game.clear.filter((rule) => !open.some((finding) => finding.rule === rule));
    const over = game.findings.filter(
      ({ state, rule }) => state === "resolved" && !open.some((one) => one.rule === rule),
    );
    const passed = [...new Set([...clear, ...over.map(({ rule }) => rule)])];
    return [
      ...open.map((finding) => testCase(finding.rule, game.game, failureOf(finding))),
      ...passed.map((rule) => testCase(rule, game.game, "")),
      ...game.cannotTell.map(({ rule, because }) =>
        testCase(rule, game.game, `<skipped message="${escaped(because)}"/>`),
      ),
    ];
  });
  const failures = cases.filter((one) => one.includes("<failure")).length;
  const skipped = cases.filter((one) => one.includes("<skipped")).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [`  <testsuite name="${escaped(title)}" ${counts}>`, ...cases, "  </testsuite>"];
}

function testCase(rule: string, game: string, outcome: string): string {
  const attributes = `name="${escaped(rule)}" classname="${escaped(game)}"`;
  return outcome === ""
    ? `    <testcase ${attributes}/>`
    : `    <testcase ${attributes}>${outcome}</testcase>`;
}

function failureOf(finding: Finding): string {
  const text = [
    ...finding.evidence.map(evidenceInWords),
    ...finding.remedies.map((remedy) => `try: ${remedy.do}`),
  ];
  return `<failure type="${finding.state}" message="${escaped(findingInWords(finding))}">${escaped(text.join("\n"))}</failure>`;
}

/** Characters that XML 1.0 has no way to write: control characters but tab and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is sought.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(UNWRITABLE, "\ufffd");
}
