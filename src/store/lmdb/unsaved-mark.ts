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

/**
 * Why what lies there cannot be trusted, in words; null where it can. A killed process loses nothing: what it
 * has committed is the system's to write. Only a machine that went down under an open cache leaves it torn.
 */
export function unsavedBecause(directory: string): string | null {
  const mark = textOf(join(directory, MARK_FILE));
  if (mark === null || isThisBoot(mark)) return null;
  return "The machine stopped while the cache was being written.";
}

/** To be called before the first commit. */
export function markUnsaved(directory: string): void {
  writeFileSync(join(directory, MARK_FILE), thisBoot());
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

function isThisBoot(mark: string): boolean {
  const now = thisBoot();
  return mark === now || Math.abs(Number(mark) - Number(now)) < START_TOLERANCE_SECONDS;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Not there, or not on this system.
    return null;
  }
}
