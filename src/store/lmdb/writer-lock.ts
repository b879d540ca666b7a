/** Lets one process at a time write to a cache directory, and takes over from one that died. */
import { readFileSync } from "node:fs";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import { join } from "node:path";
import { ExplainedError } from "../../model/index.ts";
import { makeDirectories } from "../make-directories.ts";

const LOCK_NAME = "writer.lock";
/** How often the holder touches the file, so that another machine sees it alive. */
const TOUCH_MILLISECONDS = 15_000;
/** Four missed touches. */
const SILENT_MILLISECONDS = 60_000;
const MILLISECONDS_A_SECOND = 1000;
/** Each failed attempt means that another process won or left in between; more is not bad luck. */
const MOST_ATTEMPTS = 5;

export interface WriterLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** Directories locked by this very process, whose pid says nothing about them. */
const heldHere = new Set<string>();

/** Makes the directory if need be. */
export async function acquireWriterLock(directory: string): Promise<WriterLock> {
  makeDirectory(directory);
  const path = join(directory, LOCK_NAME);
  if (heldHere.has(path)) throw lockedBy({ pid: process.pid, host: hostname() }, path);
  heldHere.add(path);
  try {
    await take(path);
  } catch (error) {
    heldHere.delete(path);
    throw error;
  }
  const touching = setInterval(() => void touch(path), TOUCH_MILLISECONDS).unref();
  return {
    async release() {
      clearInterval(touching);
      heldHere.delete(path);
      await rm(path, { force: true });
    },
  };
}

/** The living process that writes to the directory, if one does. Changes nothing. */
export async function writerOf(directory: string): Promise<Holder | null> {
  const path = join(directory, LOCK_NAME);
  const holder = await holderOf(path);
  if (holder === "gone" || holder === "unreadable") return null;
  return (await isDead(holder, path)) ? null : holder;
}

function makeDirectory(directory: string): void {
  try {
    makeDirectories(directory);
  } catch (cause) {
    throw new ExplainedError({
      code: "STORE_DIRECTORY",
      what: "The cache directory cannot be made.",
      why: "Points that were read are kept there, so that the next start need not read every event file again.",
      fix: "Set XDG_CACHE_HOME to a directory that can be written to, or go on with the memory store.",
      where: directory,
      cause,
    });
  }
}

async function take(path: string): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    if (await create(path)) return;
    const holder = await holderOf(path);
    if (holder === "gone") continue;
    if (holder !== "unreadable" && !(await isDead(holder, path))) throw lockedBy(holder, path);
    await removeDeadLock(path, holder);
  }
  throw lockedBy("unreadable", path);
}

/** Written aside and linked into place: nobody ever sees half a lock. */
async function create(path: string): Promise<boolean> {
  const own = `${path}.${process.pid}`;
  const holder: Holder = { pid: process.pid, host: hostname() };
  await writeFile(own, JSON.stringify(holder));
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

async function holderOf(path: string): Promise<Holder | "gone" | "unreadable"> {
  try {
    const holder: unknown = JSON.parse(await readFile(path, "utf8"));
    return isHolder(holder) ? holder : "unreadable";
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "gone";
    if (error instanceof SyntaxError) return "unreadable";
    throw error;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== "object" || value === null || !("pid" in value) || !("host" in value)) return false;
  return typeof value.pid === "number" && typeof value.host === "string";
}

async function isDead({ pid, host }: Holder, path: string): Promise<boolean> {
  const touched = await lastTouched(path);
  if (host !== hostname()) return Date.now() - touched > SILENT_MILLISECONDS;
  const startedMilliseconds = Date.now() - uptime() * MILLISECONDS_A_SECOND;
  return pid === process.pid || touched < startedMilliseconds || !isAlive(pid);
}

async function lastTouched(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.NEGATIVE_INFINITY,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Killed, but still listed because nobody asked how it ended, as in containers whose first process does not. */
function isZombie(pid: number): boolean {
  try {
    // "PID (NAME) STATE …"; the name may hold anything.
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    // Not Linux, or gone in between: `kill` has answered.
    return false;
  }
}

/** Renamed before it is removed: should another process have just taken over, its lock is put back. */
async function removeDeadLock(path: string, dead: Holder | "unreadable"): Promise<void> {
  const aside = `${path}.dead.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  const moved = await holderOf(aside);
  if (JSON.stringify(moved) !== JSON.stringify(dead)) await link(aside, path).catch(ignoreTaken);
  await rm(aside, { force: true });
}

function ignoreTaken(error: unknown): void {
  if (codeOf(error) !== "EEXIST") throw error;
}

/** A failed touch is not worth a word: the lock then only looks dead to other machines. */
async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function lockedBy(holder: Holder | "unreadable", path: string): ExplainedError {
  const who = holder === "unreadable" ? "Another process" : `Process ${holder.pid} on ${holder.host}`;
  return new ExplainedError({
    code: "STORE_LOCKED",
    what: `${who} is writing to this cache.`,
    why: "Two writers would keep every point twice; this process can go on without the cache, reading the event files itself.",
    fix: "Use the board that is already open, or end that process. If it no longer exists, delete the lock file.",
    where: path,
  });
}
