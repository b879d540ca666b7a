/** What is known of one event file of a run, and how files add up to the run's record. */
import { isDerivedSource } from "../model/index.ts";
import type { RowFacts } from "./row-facts.ts";
import { largerOf } from "./step-range.ts";
import type { FileProgress, RunRecord } from "./store.ts";

export interface FileInRun {
  readonly progress: FileProgress;
  /** Over the finite wall times of the file's values, in seconds; null while there is none. */
  readonly earliestWallTime: number | null;
  readonly latestWallTime: number | null;
  readonly largestStep: bigint | null;
}

/** The file after a reading: `progress` replaces what was known, the rows of each tag extend the ranges. */
export function fileAfter(
  before: FileInRun | null,
  progress: FileProgress,
  added: readonly RowFacts[],
): FileInRun {
  let earliest = before?.earliestWallTime ?? Number.POSITIVE_INFINITY;
  let latest = before?.latestWallTime ?? Number.NEGATIVE_INFINITY;
  let largestStep = before?.largestStep ?? null;
  for (const { earliestWallTime, latestWallTime, largest } of added) {
    earliest = Math.min(earliest, earliestWallTime);
    latest = Math.max(latest, latestWallTime);
    largestStep = largerOf(largest, largestStep);
  }
  return {
    progress: copyOfProgress(progress),
    earliestWallTime: earliest <= latest ? earliest : null,
    latestWallTime: earliest <= latest ? latest : null,
    largestStep,
  };
}

function copyOfProgress(progress: FileProgress): FileProgress {
  return {
    ...progress,
    dataLosses: progress.dataLosses.map((loss) => ({ ...loss })),
    sessionStarts: [...progress.sessionStarts],
  };
}

/** The run over its files, which are given by path. */
export function runRecordOf(run: string, files: readonly FileInRun[]): RunRecord {
  const earliest = known(files.map(({ earliestWallTime }) => earliestWallTime));
  const latest = known(files.map(({ latestWallTime }) => latestWallTime));
  const progresses = files.map(({ progress }) => copyOfProgress(progress));
  return {
    run,
    files: progresses.filter(({ path }) => !isDerivedSource(path)),
    derivations: progresses.filter(({ path }) => isDerivedSource(path)),
    firstWallTime: earliest.length === 0 ? null : Math.min(...earliest),
    lastWallTime: latest.length === 0 ? null : Math.max(...latest),
    lastStep: known(files.map(({ largestStep }) => largestStep)).reduce<bigint | null>(
      (largest, step) => (largest === null || step > largest ? step : largest),
      null,
    ),
  };
}

function known<T>(values: readonly (T | null)[]): T[] {
  return values.filter((value) => value !== null);
}

export function byRun(one: RunRecord, other: RunRecord): number {
  return one.run < other.run ? -1 : one.run > other.run ? 1 : 0;
}
