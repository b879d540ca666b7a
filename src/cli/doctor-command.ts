/** `nashboard doctor`: looks at the machine and at the logs, and says how to mend what is wrong. */
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { ExplainedError } from "../model/index.ts";
import { correctionsOf, eventFilesUnder } from "../watch/index.ts";
import type { Typed } from "./arguments.ts";
import { type Check, fail, ok, warn } from "./doctor-check.ts";
import { checkFiles } from "./doctor-files.ts";
import { checkCache, checkNode, checkPage, checkPort, checkStore, checkWriter } from "./doctor-machine.ts";
import { checkNotification } from "./doctor-notification.ts";
import { checkSeries } from "./doctor-series.ts";
import { checkLogDirectory, existingDefaults, pathOfSpec } from "./log-directories.ts";
import { portFlag } from "./open-board.ts";
import { openProgressBar } from "./progress-bar.ts";
import { readLogs } from "./read-logs.ts";
import type { Terminal } from "./terminal.ts";

const SCHEMA = 1;
const EXIT_FAILURE = 1;
/** The terminal shows the first few; --json has all. */
const PLACES_SHOWN = 3;
const MARKS = { ok: "ok  ", warn: "warn", fail: "FAIL" } as const;

export async function doctorCommand({ positionals, flags }: Typed, terminal: Terminal): Promise<void> {
  const checks = [checkNode(), checkPage(), checkCache(), await checkStore()];
  checks.push(await checkPort(portFlag(typeof flags.port === "string" ? flags.port : undefined)));
  checks.push(...(await checkLogs(positionals.length > 0 ? positionals : existingDefaults())));
  if (flags.json === true) terminal.print(JSON.stringify({ schema: SCHEMA, checks }));
  else for (const line of checks.flatMap(linesOf)) terminal.print(line);
  if (checks.some(({ status }) => status === "fail")) process.exitCode = EXIT_FAILURE;
}

async function checkLogs(specs: readonly string[]): Promise<Check[]> {
  const checks = specs.map(checkReadable);
  const readable = specs.filter((_, i) => checks[i]?.status === "ok");
  if (readable.length === 0) return checks;
  checks.push(await checkWriter(readable));
  const folders = new Set(readable.map(pathOfSpec).map(folderOf));
  for (const folder of folders) checks.push(await checkNotification(folder));
  const heard: string[] = [];
  const store = await readLogs(readable, {
    terminal: { print: () => undefined, status: () => undefined, say: (line) => heard.push(line) },
    bar: openProgressBar(),
    signal: new AbortController().signal,
  });
  if (heard.length > 0) {
    const fix = "See each line; everything else is read.";
    checks.push(warn("reading", "Reading met with obstacles.", { fix, places: heard }));
  }
  const files = await eventFilesUnder(readable, () => undefined);
  checks.push(...checkFiles({ files, runs: await store.runs(), nowMilliseconds: Date.now() }));
  const unheld: string[] = [];
  const corrections = correctionsOf(readable, (line) => unheld.push(line));
  checks.push(...(await checkSeries(store, corrections)), checkCorrections(unheld));
  await store.close();
  return checks;
}

function checkCorrections(unheld: readonly string[]): Check {
  if (unheld.length === 0)
    return ok("corrections", "What nashboard.json corrects, if anything, is understood.");
  return warn("corrections", "Corrections of roles do not hold.", {
    fix: "Mend what each line names; until then roles are the automatic ones.",
    places: unheld,
  });
}

function checkReadable(spec: string): Check {
  try {
    checkLogDirectory(pathOfSpec(spec));
    return ok("log-directory", `It can be read: ${spec}`);
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return fail("log-directory", error.what, { fix: error.fix, places: [error.where ?? spec] });
  }
}

function folderOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}

function linesOf({ status, what, fix, places }: Check): string[] {
  const rest = places.length - PLACES_SHOWN;
  return [
    `${MARKS[status]}  ${what}`,
    ...places.slice(0, PLACES_SHOWN).map((place) => `        ${place}`),
    ...(rest > 0 ? [`        and ${rest.toLocaleString("en")} more; --json lists them`] : []),
    ...(fix === null ? [] : [`      → ${fix}`]),
  ];
}
