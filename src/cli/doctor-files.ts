/** Looks at event files as files: are they whole, readable, and still written to? */
import { closeSync, openSync, readSync } from "node:fs";
import { type FileProgress, knownLossesOf, type RunRecord } from "../store/index.ts";
import type { EventFile } from "../watch/index.ts";
import { type Check, counted, ok, warn } from "./doctor-check.ts";

/** Writers flush every two minutes at the latest, unless they are told otherwise. */
const FLUSH_MILLISECONDS = 120_000;
const MILLISECONDS_A_SECOND = 1000;
/** Clocks of machines on a network differ by this much without anybody's noticing. */
const CLOCK_TOLERANCE_SECONDS = 60;
const GZIP_MARK = [0x1f, 0x8b] as const;
/** A file that has been opened and not flushed holds at most its version. */
const RECORDS_BEFORE_VALUES = 1;

export interface ReadFiles {
  readonly files: readonly EventFile[];
  readonly runs: readonly RunRecord[];
  readonly nowMilliseconds: number;
}

export function checkFiles(read: ReadFiles): Check[] {
  const progress = read.runs.flatMap(({ files }) => files);
  return [
    checkFound(read),
    checkDamage(progress),
    checkGzip(read, progress),
    checkEndings(read, progress),
    checkFlushing(read, progress),
    checkClock(read),
  ];
}

function checkFound({ files, runs }: ReadFiles): Check {
  if (files.length > 0)
    return ok("files", `${counted(files.length, "event file")} in ${counted(runs.length, "run")}.`);
  return warn("files", "There are no event files here.", {
    fix: "Check the path; writers put “tfevents” into the names of their files. nashboard demo shows a board without logs.",
  });
}

function checkDamage(progress: readonly FileProgress[]): Check {
  const damaged = progress
    .map((file) => ({ path: file.path, losses: knownLossesOf(file) }))
    .filter(({ losses }) => losses.length > 0);
  if (damaged.length === 0) return ok("damage", "Every record has the checksum it was written with.");
  const bytes = damaged.flatMap(({ losses }) => losses).reduce((sum, loss) => sum + loss.bytes, 0);
  return warn("damage", `${counted(bytes, "byte")} in ${counted(damaged.length, "file")} cannot be read.`, {
    fix: "All else in them is kept. Copy the files again, or make a clean log: nashboard export --format tfevents.",
    places: damaged.map(({ path, losses }) => `${path}: ${losses[0]?.reason}`),
  });
}

function checkGzip({ files }: ReadFiles, progress: readonly FileProgress[]): Check {
  const gzipped = files.filter(({ path }) => isGzipped(path));
  if (gzipped.length === 0) return ok("gzip", "No event file is gzipped.");
  const recordCounts = new Map(progress.map(({ path, recordCount }) => [path, recordCount]));
  const unread = gzipped.filter(({ path }) => (recordCounts.get(path) ?? 0) === 0);
  if (unread.length === 0)
    return ok("gzip", `${counted(gzipped.length, "file")} gzipped, inflated while reading.`);
  return warn("gzip", `${counted(unread.length, "gzipped file")} cannot be read.`, {
    fix: "Inflate them with gunzip.",
    places: unread.map(({ path }) => path),
  });
}

function checkEndings({ files, nowMilliseconds }: ReadFiles, progress: readonly FileProgress[]): Check {
  const quiet = quietPaths(files, nowMilliseconds);
  const cut = progress.filter(({ path, ended }) => ended.state === "inside-record" && quiet.has(path));
  if (cut.length === 0)
    return ok("endings", "Every file that is no longer written to ends with a whole record.");
  return warn("endings", `Cut off within a record, with nothing following: ${counted(cut.length, "file")}.`, {
    fix: "The writer was killed or the copy is incomplete; what comes before is kept. Close the writer at the end.",
    places: cut.map(({ path }) => path),
  });
}

/** A run beside others that are live, opened a while ago, from which nothing has come yet. */
function checkFlushing({ files, nowMilliseconds }: ReadFiles, progress: readonly FileProgress[]): Check {
  const quiet = quietPaths(files, nowMilliseconds);
  const isAnyLive = files.some(({ path }) => !quiet.has(path));
  const empty = progress.filter(
    ({ path, recordCount }) => quiet.has(path) && recordCount <= RECORDS_BEFORE_VALUES,
  );
  if (!isAnyLive || empty.length === 0) return ok("flushing", "No run that was begun keeps its values back.");
  const what = `No value yet, and quiet for over two minutes while others are live: ${counted(empty.length, "file")}.`;
  return warn("flushing", what, {
    fix: "Call writer.flush() now and then, or check whether that training has died.",
    places: empty.map(({ path }) => path),
  });
}

function checkClock({ runs, nowMilliseconds }: ReadFiles): Check {
  const now = nowMilliseconds / MILLISECONDS_A_SECOND;
  const ahead = runs.filter(({ lastWallTime }) => (lastWallTime ?? 0) > now + CLOCK_TOLERANCE_SECONDS);
  if (ahead.length === 0) return ok("clock", "No value was logged in the future.");
  return warn(
    "clock",
    `${counted(ahead.length, "run")} logged values in the future by this machine's clock.`,
    {
      fix: "Set the clocks of both machines by NTP; ages of data are wrong until then, steps are not.",
      places: ahead.map(
        ({ run, lastWallTime }) => `${run}: ${Math.round((lastWallTime ?? 0) - now)} s ahead`,
      ),
    },
  );
}

function quietPaths(files: readonly EventFile[], nowMilliseconds: number): ReadonlySet<string> {
  const quiet = files.filter((file) => nowMilliseconds - file.modifiedMilliseconds > FLUSH_MILLISECONDS);
  return new Set(quiet.map(({ path }) => path));
}

function isGzipped(path: string): boolean {
  try {
    const file = openSync(path, "r");
    const mark = new Uint8Array(GZIP_MARK.length);
    readSync(file, mark);
    closeSync(file);
    return GZIP_MARK.every((byte, i) => mark[i] === byte);
  } catch {
    // Whoever reads the file says why it cannot be read.
    return false;
  }
}
