/** `nashboard export`: every point of the chosen series in a format that other programs read. */
import { correctionsOf, deriveOnce } from "../watch/index.ts";
import type { Typed } from "./arguments.ts";
import { encoderFlags } from "./encoder-flags.ts";
import { type Format, isFigureFormat, targetOf } from "./export-target.ts";
import { assertRunning, writeExport } from "./export-writing.ts";
import { exportFigures } from "./figures/export-figures.ts";
import { figureFlags } from "./figures/figure-flags.ts";
import { chosenLogDirectories } from "./log-directories.ts";
import { openProgressBar } from "./progress-bar.ts";
import { readLogs } from "./read-logs.ts";
import { selectionOf, selectRuns } from "./selection.ts";
import type { Terminal } from "./terminal.ts";
import { untilStopped } from "./until-stopped.ts";
import { usageError } from "./usage.ts";

export async function exportCommand(typed: Typed, terminal: Terminal): Promise<void> {
  const selection = selectionOf(typed);
  const logDirectories = chosenLogDirectories(typed.positionals);
  const target = targetOf(typed, logDirectories);
  const encoder = encoderFlags(typed.flags);
  const notice = (line: string) => terminal.say(line);
  const corrections = correctionsOf(logDirectories, notice);
  const isDerived = derivedFlag(typed, target.format);
  const stopping = new AbortController();
  const { signal } = stopping;
  // A pipe that nobody reads stops the whole process, so that only the system can end it; nothing is left to tidy.
  if (target.output !== null) void untilStopped().then(() => stopping.abort());
  const bar = openProgressBar();
  const store = await readLogs(logDirectories, { terminal, bar, signal });
  try {
    assertRunning(signal);
    const { format, output, mayReplace } = target;
    if (isFigureFormat(format)) {
      const runs = await selectRuns(store, selection);
      const wrote = (path: string) => terminal.say(`Wrote ${path}`);
      const directory = output ?? ".";
      await exportFigures({
        ...figureFlags(typed),
        store,
        runs,
        directory,
        format,
        mayReplace,
        signal,
        encoder,
        corrections,
        notice,
        wrote,
      });
      return;
    }
    if (isDerived) await deriveOnce({ store, signal, notice, encoder, corrections });
    const runs = await selectRuns(store, selection, target.format === "tfevents" ? undefined : "scalar");
    if (runs.length === 0) terminal.say("No event files here, so there is nothing to export.");
    const total = runs.flatMap(({ tags }) => tags).reduce((sum, tag) => sum + tag.pointCount, 0);
    let done = 0;
    const wrote = (rowCount: number) => {
      done += rowCount;
      bar.show({ done, total, words: `Writing ${count(done)} of ${count(total)} values` });
    };
    await writeExport({ store, runs, selection, wrote }, { target: { ...target, format }, signal });
    bar.clear();
    if (target.output !== null) terminal.say(`Wrote ${count(done)} values to ${target.output}.`);
  } finally {
    bar.clear();
    await store.close();
  }
}

/** Derived series are no points of the log: a clean log has none, and figures always show them. */
function derivedFlag({ flags }: Typed, format: Format): boolean {
  const isDerived = flags.derived === true;
  if (isDerived && (format === "tfevents" || isFigureFormat(format)))
    throw usageError(
      `--derived is not for --format ${format}.`,
      "Use it with csv, json or parquet; a log holds what was logged, and figures show derived series without it.",
    );
  if (!isDerived && !isFigureFormat(format) && flags.encoder !== undefined)
    throw usageError(
      `--encoder changes nothing in ${format}.`,
      "Add --derived for the series that it gives.",
    );
  return isDerived;
}

function count(value: number): string {
  return value.toLocaleString("en");
}
