/** The file in which a user's corrections persist: beside the logs, or in the cache where nothing may be written there. */
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ExplainedError } from "../../model/index.ts";
import { CORRECTIONS_FILE, type Corrections, NO_CORRECTIONS } from "../../roles/index.ts";
import { errorCodeOf } from "../error-code.ts";
import { logDirectoriesOf } from "../log-directories.ts";

export interface CorrectionsPlaces {
  /** As given on the command line. */
  readonly logDirectories: readonly string[];
  /** Used where the first log directory cannot be written to. */
  readonly cacheDirectory: string;
}

interface ReadFile {
  readonly version: string;
  readonly corrections: Corrections;
}

/** Entries of the first log directory go before those of the others, and those in the cache, which are newer, before all. */
export class CorrectionsFile {
  readonly #paths: readonly string[];
  readonly #fallback: string;
  readonly #read = new Map<string, ReadFile>();
  #merged: { readonly key: string; readonly corrections: Corrections } = {
    key: "",
    corrections: NO_CORRECTIONS,
  };
  #asking: Promise<Corrections> | null = null;

  constructor({ logDirectories, cacheDirectory }: CorrectionsPlaces) {
    this.#paths = logDirectoriesOf(logDirectories).map(({ path }) => join(path, CORRECTIONS_FILE));
    this.#fallback = join(`${cacheDirectory}-corrections`, CORRECTIONS_FILE);
  }

  /** As the files stand; the same object while they do. Those who ask at once share one look. */
  read(): Promise<Corrections> {
    this.#asking ??= this.#readAll().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Replaces what is written, whole or not at all; returns where. */
  async write(given: unknown): Promise<string> {
    const { parseCorrections } = await import("./parse-corrections.ts");
    const [first = this.#fallback] = this.#paths;
    const corrections = parseCorrections(given, "the request's body");
    const text = `${JSON.stringify(corrections, null, 2)}\n`;
    try {
      await replaceFile(first, text);
      await rm(this.#fallback, { force: true });
      return first;
    } catch (cause) {
      if (!UNWRITABLE.has(errorCodeOf(cause))) throw notWritten(first, cause);
    }
    await mkdir(dirname(this.#fallback), { recursive: true });
    await replaceFile(this.#fallback, text).catch((cause: unknown) => {
      throw notWritten(this.#fallback, cause);
    });
    return this.#fallback;
  }

  async #readAll(): Promise<Corrections> {
    const paths = [...this.#paths.toReversed(), this.#fallback];
    const files = await Promise.all(paths.map((path) => this.#readOne(path)));
    const key = files.map(({ version }) => version).join("\n");
    if (key !== this.#merged.key) this.#merged = { key, corrections: merged(files) };
    return this.#merged.corrections;
  }

  async #readOne(path: string): Promise<ReadFile> {
    const version = await versionOf(path);
    const before = this.#read.get(path);
    if (before?.version === version) return before;
    const file = { version, corrections: version === "" ? NO_CORRECTIONS : await readCorrections(path) };
    this.#read.set(path, file);
    return file;
  }
}

function merged(files: readonly ReadFile[]): Corrections {
  if (files.every(({ corrections }) => corrections === NO_CORRECTIONS)) return NO_CORRECTIONS;
  const roles: Record<string, Corrections["roles"][string]> = {};
  const lossFamily: Record<string, Corrections["lossFamily"][string]> = {};
  for (const { corrections } of files) {
    for (const [run, ofRun] of Object.entries(corrections.roles)) roles[run] = { ...roles[run], ...ofRun };
    Object.assign(lossFamily, corrections.lossFamily);
  }
  return { roles, lossFamily };
}

/** "" where there is no such file. */
async function versionOf(path: string): Promise<string> {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch (cause) {
    if (ABSENT.has(errorCodeOf(cause))) return "";
    throw cause;
  }
}

async function readCorrections(path: string): Promise<Corrections> {
  // Loaded only where there is something to parse: most logs are never corrected.
  const { parseCorrectionsText } = await import("./parse-corrections.ts");
  return parseCorrectionsText(await readFile(path, "utf8"), path);
}

/** A log directory may be a file, which holds no other. */
const ABSENT: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EACCES"]);
const UNWRITABLE: ReadonlySet<string> = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOENT"]);

async function replaceFile(path: string, text: string): Promise<void> {
  const partial = join(dirname(path), `.${CORRECTIONS_FILE}-${process.pid}.partial`);
  const handle = await open(partial, "w");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, path);
}

function notWritten(path: string, cause: unknown): ExplainedError {
  return new ExplainedError({
    code: "CORRECTIONS_NOT_WRITTEN",
    what: `Corrections could not be written (${cause instanceof Error ? cause.message : String(cause)}).`,
    why: "They would be forgotten when the board is closed, so they were not taken over.",
    fix: "Make the log directory or the cache directory writable, or free some space, and correct again.",
    cause,
    where: path,
  });
}
