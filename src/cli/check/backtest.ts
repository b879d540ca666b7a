/** When each rule would have fired on past runs, as a table: what a change of thresholds would have meant. */
import type { Rule } from "../../diagnosis/index.ts";
import type { CheckedRun } from "./checked-run.ts";

export interface FiredRule {
  readonly rule: string;
  readonly run: string;
  readonly state: string;
  readonly firstStep: number;
  readonly confirmedStep: number | null;
  readonly lastStep: number;
  readonly explainedBy: string | null;
}

export interface Backtest {
  readonly fired: readonly FiredRule[];
  /** Per rule how many runs it judged, and on how many it fired. */
  readonly rules: readonly { readonly rule: string; readonly judged: number; readonly fired: number }[];
}

export function backtestOf(runs: readonly CheckedRun[], rules: readonly Rule[]): Backtest {
  const fired = runs.flatMap(({ run, games }) =>
    games.flatMap(({ findings }) =>
      findings.map(({ rule, state, firstStep, confirmedStep, lastStep, explainedBy }) => ({
        ...{ rule, run, state, firstStep, confirmedStep, lastStep, explainedBy },
      })),
    ),
  );
  return {
    fired: rules.flatMap(({ id }) => fired.filter(({ rule }) => rule === id)),
    rules: rules.map(({ id }) => ({
      rule: id,
      judged: runs.filter(({ games }) => games.some((game) => hasJudged(game, id))).length,
      fired: new Set(fired.filter(({ rule }) => rule === id).map(({ run }) => run)).size,
    })),
  };
}

function hasJudged({ clear, findings }: CheckedRun["games"][number], id: string): boolean {
  return clear.includes(id) || findings.some(({ rule }) => rule === id);
}

const HEADER = ["rule", "run", "state", "from step", "confirmed", "last step", "explained by"];

export function backtestLines({ fired, rules }: Backtest): string[] {
  const rows = fired.map((one) => [
    one.rule,
    one.run,
    one.state,
    String(one.firstStep),
    one.confirmedStep === null ? "never" : String(one.confirmedStep),
    String(one.lastStep),
    one.explainedBy ?? "",
  ]);
  const counts = rules.map(({ rule, judged, fired: count }) => [rule, String(judged), String(count)]);
  return [
    ...tableLines([HEADER, ...rows]),
    "",
    ...tableLines([["rule", "runs judged", "runs fired on"], ...counts]),
  ];
}

function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
