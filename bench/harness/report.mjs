/** Keeps every raw figure with machine and date, and shows the medians as a table. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname } from "node:path";
import { stdout, version } from "node:process";
import { fileURLToPath } from "node:url";
import { rounded } from "./rounds.mjs";

const BYTES_PER_GIGABYTE = 2 ** 30;

/** Call it before measuring: it notes how busy the machine was. */
export function describeMachine(tensorBoard) {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGigabytes: rounded(totalmem() / BYTES_PER_GIGABYTE),
    node: version,
    tensorBoard: tensorBoard.missing === null ? tensorBoard.version : null,
    tensorFlowBesideTensorBoard: tensorBoard.hasTensorFlow ?? null,
    loadAverageAtStart: rounded(loadavg()[0]),
  };
}

/**
 * Prints the figures and the comparisons with the targets; unless `quick`, writes bench/results/<name>.json.
 * A comparison is `{target, value, goal, isReached}`; `notMeasured` says what is absent and why.
 */
export function report({
  name,
  quick,
  machine,
  startedAt,
  method,
  measured,
  comparisons = [],
  notMeasured = [],
}) {
  for (const name of new Set(measured.map((row) => row.case))) printCase(name, measured);
  for (const { target, value, goal, isReached } of comparisons) {
    stdout.write(
      `${isReached ? "reached    " : "not reached"}  ${target}: ${rounded(value)} (goal ${goal})\n`,
    );
  }
  for (const { what, because } of notMeasured) stdout.write(`not measured: ${what}: ${because}\n`);
  if (quick) {
    stdout.write("Quick figures are for trying the bench out; nothing was written.\n");
    return;
  }
  const results = {
    schema: 1,
    bench: name,
    date: startedAt.toISOString(),
    commit: commitOfSources(),
    machine: { ...machine, loadAverageAtEnd: rounded(loadavg()[0]) },
    method,
    measured,
    comparisons: comparisons.map((row) => ({ ...row, value: rounded(row.value) })),
    notMeasured,
  };
  const file = fileURLToPath(new URL(`../results/${name}.json`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
}

function printCase(name, measured) {
  const rows = measured.filter((row) => row.case === name);
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const table = [
    [name, ...columns],
    ...rows.map(({ contender, figures }) => [
      contender,
      ...columns.map((column) =>
        figures[column] === undefined ? "" : String(rounded(figures[column].median)),
      ),
    ]),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const [first, ...rest] of table) {
    const cells = rest.map((cell, column) => cell.padStart(widths[column + 1]));
    stdout.write(`${[first.padEnd(widths[0]), ...cells].join("  ")}\n`);
  }
  stdout.write("\n");
}

export function commitOfSources() {
  const git = (...parameters) => spawnSync("git", parameters, { encoding: "utf8" }).stdout?.trim() ?? "";
  const hash = git("rev-parse", "--short", "HEAD");
  return git("status", "--porcelain", "--", "src") === "" ? hash : `${hash} with changes in src`;
}

/** Median of one figure of one contender; NaN where it was not measured. */
export function medianFigure(measured, { case: name, contender, figure }) {
  const row = measured.find((candidate) => candidate.case === name && candidate.contender === contender);
  return row?.figures[figure]?.median ?? Number.NaN;
}
