/** `nashboard check`: the verdict on each run, in words, JSON and an exit code. */
import { basename, resolve } from "node:path";
import { RULES, type Rule, rulesWith } from "../diagnosis/index.ts";
import { knownLossesOf, type Store } from "../store/index.ts";
import {
  type CorrectionsReader,
  correctionsOf,
  createDescriber,
  deriveOnce,
  diagnoseRun,
  openValueReader,
} from "../watch/index.ts";
import type { Typed } from "./arguments.ts";
import { type CheckedRun, checkedRun, VERDICTS } from "./check/checked-run.ts";
import { formOf, printedLines } from "./check/printed.ts";
import { readRuleFile } from "./check/rule-file.ts";
import { encoderFlags } from "./encoder-flags.ts";
import { chosenLogDirectories, pathOfSpec } from "./log-directories.ts";
import { openProgressBar } from "./progress-bar.ts";
import { readLogs } from "./read-logs.ts";
import { patternsOf, selectRuns } from "./selection.ts";
import type { Terminal } from "./terminal.ts";
import { usageError } from "./usage.ts";
import { version } from "./version.ts";

const EXIT_FINDINGS = 3;
const EXIT_CANNOT_TELL = 4;

export async function checkCommand(typed: Typed, terminal: Terminal): Promise<void> {
  const failOn = failOnOf(typed.flags["fail-on"]);
  const form = formOf(typed.flags);
  const rules = await chosenRules(typed.flags.rules);
  const encoder = encoderFlags(typed.flags);
  const logDirectories = chosenLogDirectories(typed.positionals);
  const store = await readLogs(logDirectories, {
    terminal,
    bar: openProgressBar(),
    signal: new AbortController().signal,
  });
  const notice = (line: string) => terminal.say(line);
  const corrections = correctionsOf(logDirectories, notice);
  await deriveOnce({ store, signal: new AbortController().signal, notice, encoder, corrections });
  for (const line of await lossesOf(store)) terminal.say(line);
  const runs = await checkedRuns(store, { typed, rules, corrections, logDirectories });
  await store.close();
  if (runs.length === 0) terminal.say("No event files here, so there is nothing to judge.");
  for (const line of printedLines({ runs, rules, version: version() }, form)) terminal.print(line);
  process.exitCode = exitCodeOf(runs, failOn);
}

/** What could not be read may hide what is wrong. */
async function lossesOf(store: Store): Promise<string[]> {
  const files = (await store.runs()).flatMap((run) => run.files);
  return files.flatMap((file) => {
    const bytes = knownLossesOf(file).reduce((sum, loss) => sum + loss.bytes, 0);
    if (bytes === 0) return [];
    return [
      `${bytes.toLocaleString("en")} bytes cannot be read and are not judged; see nashboard inspect: ${file.path}`,
    ];
  });
}

interface Checking {
  readonly typed: Typed;
  readonly rules: readonly Rule[];
  readonly corrections: CorrectionsReader;
  readonly logDirectories: readonly string[];
}

async function checkedRuns(
  store: Store,
  { typed, rules, corrections, logDirectories }: Checking,
): Promise<CheckedRun[]> {
  const values = openValueReader(store);
  const describe = createDescriber(store, values, { corrections });
  const checked: CheckedRun[] = [];
  for (const {
    record: { run },
  } of await selectRuns(store, { runs: patternsOf(typed.lists.run), tags: [] })) {
    const meaning = { ...(await describe(run)), rules };
    checked.push(checkedRun(run, await diagnoseRun(store, run, meaning), titleOf(run, logDirectories)));
  }
  await values.close();
  return checked;
}

/** Event files that lie in the log directory itself make a run named ".", which says little in a report. */
function titleOf(run: string, logDirectories: readonly string[]): string {
  const [only = "", ...others] = logDirectories;
  return run === "." && others.length === 0 ? basename(resolve(pathOfSpec(only))) : run;
}

async function chosenRules(path: string | boolean | undefined): Promise<readonly Rule[]> {
  return typeof path === "string" ? rulesWith(RULES, await readRuleFile(path)) : RULES;
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
