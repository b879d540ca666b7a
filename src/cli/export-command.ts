/** `nashboard export`: every point of the chosen series in a format that other programs read. */
import type { Typed } from "./arguments.ts";
import { isFigureFormat, targetOf } from "./export-target.ts";
import { assertRunning, writeExport } from "./export-writing.ts";
import { exportFigures } from "./figures/export-figures.ts";
import { figureFlags } from "./figures/figure-flags.ts";
import { chosenLogDirectories } from "./log-directories.ts";
import { openProgressBar } from "./progress-bar.ts";
import { readLogs } from "./read-logs.ts";
import { selectionOf, selectRuns } from "./selection.ts";
import type { Terminal } from "./terminal.ts";
import { untilStopped } from "./until-stopped.ts";

export async function exportCommand(typed: Typed, terminal: Terminal): Promise<void> {
  const selection = selectionOf(typed);
  const logDirectories = chosenLogDirectories(typed.positionals);
  const target = targetOf(typed, logDirectories);
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
      const notice = (line: string) => terminal.say(line);
      const directory = output ?? ".";
      await exportFigures({
        ...figureFlags(typed),
        store,
        runs,
        directory,
        format,
        mayReplace,
        signal,
        notice,
        wrote,
      });
      return;
    }
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

function count(value: number): string {
  return value.toLocaleString("en");
}
