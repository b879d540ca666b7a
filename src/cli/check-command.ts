/** `nashboard check`: the verdict on each run, in words, JSON and an exit code. */
import type { CannotTell, Finding, Verdict } from "../diagnosis/index.ts";
import type { Store } from "../store/index.ts";
import { createDescriber, deriveOnce, diagnoseRun, openValueReader } from "../watch/index.ts";
import type { Typed } from "./arguments.ts";
import { encoderFlags } from "./encoder-flags.ts";
import { chosenLogDirectories } from "./log-directories.ts";
import { openProgressBar } from "./progress-bar.ts";
import { readLogs } from "./read-logs.ts";
import { patternsOf, selectRuns } from "./selection.ts";
import type { Terminal } from "./terminal.ts";
import { usageError } from "./usage.ts";

const SCHEMA = 1;
const EXIT_FINDINGS = 3;
const EXIT_CANNOT_TELL = 4;

export interface CheckedRun {
  readonly run: string;
  readonly verdict: Verdict;
  readonly evaluatedThroughStep: number | null;
  readonly findings: readonly Finding[];
  readonly cannotTell: readonly CannotTell[];
}

export async function checkCommand(typed: Typed, terminal: Terminal): Promise<void> {
  const failOn = failOnOf(typed.flags["fail-on"]);
  const encoder = encoderFlags(typed.flags);
  const store = await readLogs(chosenLogDirectories(typed.positionals), {
    terminal,
    bar: openProgressBar(),
    signal: new AbortController().signal,
  });
  const notice = (line: string) => terminal.say(line);
  await deriveOnce({ store, signal: new AbortController().signal, notice, encoder });
  const runs = await checkedRuns(store, typed);
  await store.close();
  if (typed.flags.json === true) terminal.print(JSON.stringify({ schema: SCHEMA, runs }));
  else for (const line of runs.flatMap(linesOf)) terminal.print(line);
  process.exitCode = exitCodeOf(runs, failOn);
}

async function checkedRuns(store: Store, typed: Typed): Promise<CheckedRun[]> {
  const values = openValueReader(store);
  const describe = createDescriber(store, values);
  const checked: CheckedRun[] = [];
  for (const { record } of await selectRuns(store, { runs: patternsOf(typed.lists.run), tags: [] })) {
    const diagnoses = await diagnoseRun(store, record.run, await describe(record.run));
    const through = diagnoses.flatMap(({ evaluatedThroughStep }) => evaluatedThroughStep ?? []);
    checked.push({
      run: record.run,
      verdict: worstOf(diagnoses.map(({ verdict }) => verdict)),
      evaluatedThroughStep: through.length === 0 ? null : Math.max(...through),
      findings: diagnoses.flatMap(({ findings }) => findings),
      cannotTell: diagnoses.flatMap(({ cannotTell }) => cannotTell),
    });
  }
  await values.close();
  return checked;
}

/** From the best to the worst. */
const VERDICTS: readonly Verdict[] = ["healthy", "unknown", "watch", "failing"];

function worstOf(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? "unknown";
}

function failOnOf(given: string | boolean | undefined): "watch" | "failing" {
  if (given === undefined || given === "watch") return "watch";
  if (given === "failing") return "failing";
  throw usageError(`--fail-on ${given} is not known.`, "Use --fail-on watch or --fail-on failing.");
}

function exitCodeOf(runs: readonly CheckedRun[], failOn: "watch" | "failing"): number {
  const isBad = ({ verdict }: CheckedRun) => VERDICTS.indexOf(verdict) >= VERDICTS.indexOf(failOn);
  if (runs.some(isBad)) return EXIT_FINDINGS;
  return runs.length === 0 || runs.some(({ verdict }) => verdict === "unknown") ? EXIT_CANNOT_TELL : 0;
}

function linesOf({ run, verdict, evaluatedThroughStep, findings, cannotTell }: CheckedRun): string[] {
  const through =
    evaluatedThroughStep === null ? "nothing could be judged" : `through step ${evaluatedThroughStep}`;
  const toLog = [...new Set(cannotTell.flatMap(({ logThis }) => logThis))];
  return [
    `${run}: ${verdict} (${through})`,
    ...findings.flatMap(({ headline, state, firstStep, evidence, remedies }) => [
      `  ${headline} (${state}, from step ${firstStep})`,
      ...evidence.map(({ statistic, value, threshold }) => {
        const limit = threshold === null ? "" : `, threshold ${threshold}`;
        return `    ${statistic}: ${value.toPrecision(3)}${limit}`;
      }),
      ...remedies.slice(0, 1).map((remedy) => `    try: ${remedy.do}`),
    ]),
    ...(cannotTell.length === 0 ? [] : [`  cannot tell: ${cannotTell.map(({ rule }) => rule).join(", ")}`]),
    ...toLog.map((what) => `    log ${what}`),
  ];
}
