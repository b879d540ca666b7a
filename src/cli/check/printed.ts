/** What `nashboard check` prints, by the form that was asked for. */
import type { Rule } from "../../diagnosis/index.ts";
import type { Typed } from "../arguments.ts";
import { usageError } from "../usage.ts";
import { backtestLines, backtestOf } from "./backtest.ts";
import type { CheckedRun } from "./checked-run.ts";
import { junitReport } from "./junit-report.ts";
import { sarifReport } from "./sarif-report.ts";
import { textReport } from "./text-report.ts";

const SCHEMA = 1;

export const FORMS = ["json", "sarif", "junit"] as const;
export type Form = (typeof FORMS)[number] | "text";

export function formOf(flags: Typed["flags"]): { form: Form; isBacktest: boolean } {
  const asked = FORMS.filter((form) => flags[form] === true);
  const isBacktest = flags.backtest === true;
  if (asked.length > 1)
    throw usageError(`--${asked.join(" and --")} exclude each other.`, "Use one of them.");
  const [form = "text"] = asked;
  if (isBacktest && form !== "text" && form !== "json") {
    throw usageError(`--backtest has no --${form}.`, "Use --backtest alone, or with --json.");
  }
  return { form, isBacktest };
}

export interface Checked {
  readonly runs: readonly CheckedRun[];
  readonly rules: readonly Rule[];
  /** Nashboard's own. */
  readonly version: string;
}

export function printedLines(
  { runs, rules, version }: Checked,
  { form, isBacktest }: ReturnType<typeof formOf>,
): string[] {
  if (isBacktest) {
    const backtest = backtestOf(runs, rules);
    return form === "json" ? [JSON.stringify({ schema: SCHEMA, ...backtest })] : backtestLines(backtest);
  }
  switch (form) {
    case "json":
      return [JSON.stringify({ schema: SCHEMA, runs: runs.map(runForJson) })];
    case "sarif":
      return [JSON.stringify(sarifReport(runs, rules, version))];
    case "junit":
      return [junitReport(runs)];
    case "text":
      return textReport(runs);
  }
}

function runForJson({ run, verdict, evaluatedThroughStep, games }: CheckedRun) {
  return {
    ...{ run, verdict, evaluatedThroughStep },
    findings: games.flatMap(({ findings }) => findings),
    cannotTell: games.flatMap(({ cannotTell }) => cannotTell),
    games,
  };
}
