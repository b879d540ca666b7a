/** Tells a cache that the machine may have lost half of, because commits reach the disk when the system sees fit. */
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { uptime } from "node:os";
import { join } from "node:path";

const MARK_FILE = "unsaved";
/** Linux: another one after each start of the machine. */
const BOOT_ID_FILE = "/proc/sys/kernel/random/boot_id";
/** Elsewhere the time of the start is computed from two clocks, which drift. */
const START_TOLERANCE_SECONDS = 120;
const MILLISECONDS_A_SECOND = 1000;

/** Processes in a row that ended while they read into a cache: LMDB ends one that meets a damaged page. */
const MOST_BROKEN_OFF = 2;

interface Mark {
  /** Which start of the machine it was. */
  readonly boot: string;
  readonly process: number;
  /** How many processes in a row, with this one, have not come to the end of what lay there to be read. */
  readonly readingProcesses: number;
}

/**
 * Why what lies there cannot be trusted, in words; null where it can. A killed process loses nothing: what it
 * has committed is the system's to write. A machine that went down under an open cache leaves it torn, and one
 * that process after process ends in may be damaged.
 */
export function unsavedBecause(directory: string): string | null {
  const mark = markIn(directory);
  if (mark === null) return null;
  if (!isThisBoot(mark.boot)) return "The machine stopped while the cache was being written.";
  if (mark.readingProcesses < MOST_BROKEN_OFF || isAlive(mark.process)) return null;
  return `${mark.readingProcesses} processes in a row ended while they read into the cache.`;
}

/** To be called before the first commit. */
export function markUnsaved(directory: string): void {
  const before = markIn(directory);
  const others = before === null || !isThisBoot(before.boot) ? 0 : before.readingProcesses;
  const isOwn = before?.process === process.pid && others > 0;
  writeMark(directory, isOwn ? others : others + 1);
}

/** To be called when what lay there to be read has been read: the cache was of use. */
export function markRead(directory: string): void {
  writeMark(directory, 0);
}

/** Waits for the disk, then takes the mark away. To be called after the last commit. */
export function markSaved(directory: string, dataFile: string): void {
  const file = openSync(join(directory, dataFile), "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(join(directory, MARK_FILE), { force: true });
}

function thisBoot(): string {
  return textOf(BOOT_ID_FILE)?.trim() ?? String(Date.now() / MILLISECONDS_A_SECOND - uptime());
}

function writeMark(directory: string, readingProcesses: number): void {
  const mark: Mark = { boot: thisBoot(), process: process.pid, readingProcesses };
  writeFileSync(join(directory, MARK_FILE), JSON.stringify(mark));
}

/** What is no mark of this make stands for another start of the machine. */
function markIn(directory: string): Mark | null {
  const text = textOf(join(directory, MARK_FILE));
  if (text === null) return null;
  try {
    const mark: Partial<Mark> = JSON.parse(text);
    const { boot = "", process: id = 0, readingProcesses = 0 } = mark;
    return { boot, process: id, readingProcesses };
  } catch {
    return { boot: "", process: 0, readingProcesses: 0 };
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function isThisBoot(boot: string): boolean {
  const now = thisBoot();
  return boot === now || (boot !== "" && Math.abs(Number(boot) - Number(now)) < START_TOLERANCE_SECONDS);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Not there, or not on this system.
    return null;
  }
}
