/** The file in which a user's corrections persist: beside the logs, or in the cache where nothing may be written there. */
import { constants } from "node:fs";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ExplainedError } from "../../model/index.ts";
import { CORRECTIONS_FILE, type Corrections, NO_CORRECTIONS } from "../../roles/index.ts";
import { errorCodeOf } from "../error-code.ts";
import { logDirectoriesOf } from "../log-directories.ts";
import { type ReadCorrections, readCorrections } from "./read-corrections.ts";

export interface CorrectionsPlaces {
  /** As given on the command line. */
  readonly logDirectories: readonly string[];
  /** Used where the first log directory cannot be written to. */
  readonly cacheDirectory: string;
}

/** What holds, where it stands, and what does not hold. */
export interface CorrectionsKept {
  readonly corrections: Corrections;
  /** Files that corrections were read from. */
  readonly files: readonly string[];
  /** The file that the next writing goes to. */
  readonly writesTo: string;
  /** One a file that is there and not understood. */
  readonly problems: readonly ExplainedError[];
}

/** Entries of the first log directory go before those of the others, and those in the cache, which are newer, before all. */
export class CorrectionsFile {
  readonly #paths: readonly string[];
  readonly #fallback: string;
  readonly #read = new Map<string, ReadCorrections>();
  #merged: { readonly key: string; readonly corrections: Corrections } = {
    key: "",
    corrections: NO_CORRECTIONS,
  };
  #asking: Promise<readonly ReadCorrections[]> | null = null;

  constructor({ logDirectories, cacheDirectory }: CorrectionsPlaces) {
    this.#paths = logDirectoriesOf(logDirectories).map(({ path }) => join(path, CORRECTIONS_FILE));
    this.#fallback = join(`${cacheDirectory}-corrections`, CORRECTIONS_FILE);
  }

  /** As the files stand; the same object while they do. What is not understood is left out, see `kept`. */
  async read(): Promise<Corrections> {
    return this.#mergedOf(await this.#files());
  }

  /** As `read`, with why some do not hold. */
  async readAndProblems(): Promise<Pick<CorrectionsKept, "corrections" | "problems">> {
    const files = await this.#files();
    return { corrections: this.#mergedOf(files), problems: files.flatMap(({ problem }) => problem ?? []) };
  }

  async kept(): Promise<CorrectionsKept> {
    const files = await this.#files();
    return {
      ...(await this.readAndProblems()),
      files: files.filter(({ version, problem }) => version !== "" && problem === null).map(pathOf),
      writesTo: await this.#nextWritten(),
    };
  }

  /** Replaces what is written, whole or not at all; returns where. Never replaces what it does not understand. */
  async write(given: unknown): Promise<string> {
    const { parseCorrections } = await import("./parse-corrections.ts");
    const [first = this.#fallback] = this.#paths;
    const corrections = parseCorrections(given, "the request's body");
    for (const { path, problem } of await this.#files()) {
      if (problem !== null && (path === first || path === this.#fallback)) throw problem;
    }
    const text = `${JSON.stringify(corrections, null, 2)}\n`;
    try {
      await replaceFile(first, text);
      await rm(this.#fallback, { force: true });
      return first;
    } catch (cause) {
      if (!UNWRITABLE.has(errorCodeOf(cause))) throw notWritten(first, cause);
    }
    try {
      await mkdir(dirname(this.#fallback), { recursive: true });
      await replaceFile(this.#fallback, text);
    } catch (cause) {
      throw notWritten(this.#fallback, cause);
    }
    return this.#fallback;
  }

  /** Those who ask at once share one look. */
  #files(): Promise<readonly ReadCorrections[]> {
    this.#asking ??= this.#readAll().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** The cache's first, then as the directories were given. */
  #readAll(): Promise<readonly ReadCorrections[]> {
    return Promise.all(
      [this.#fallback, ...this.#paths].map(async (path) => {
        const file = await readCorrections(path, this.#read.get(path));
        this.#read.set(path, file);
        return file;
      }),
    );
  }

  #mergedOf(files: readonly ReadCorrections[]): Corrections {
    const key = files.map(({ version }) => version).join("\n");
    if (key !== this.#merged.key) this.#merged = { key, corrections: merged(files.toReversed()) };
    return this.#merged.corrections;
  }

  async #nextWritten(): Promise<string> {
    const [first = this.#fallback] = this.#paths;
    try {
      await access(dirname(first), constants.W_OK | constants.X_OK);
      return first;
    } catch {
      // Whoever writes there is told why it failed; this only says where it will go.
      return this.#fallback;
    }
  }
}

const pathOf = ({ path }: ReadCorrections) => path;

/** Later files go before earlier ones. */
function merged(files: readonly ReadCorrections[]): Corrections {
  if (files.every(({ corrections }) => corrections === NO_CORRECTIONS)) return NO_CORRECTIONS;
  const all = files.map(({ corrections }) => corrections);
  const inverted = mergedByTag(all.map((one) => one.inverted ?? {}));
  return {
    roles: mergedByTag(all.map(({ roles }) => roles)),
    lossFamily: Object.assign({}, ...all.map(({ lossFamily }) => lossFamily)),
    ...(Object.keys(inverted).length === 0 ? {} : { inverted }),
  };
}

type ByTag<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

function mergedByTag<T>(parts: readonly ByTag<T>[]): ByTag<T> {
  const whole: Record<string, Readonly<Record<string, T>>> = {};
  for (const part of parts) {
    for (const [run, ofRun] of Object.entries(part)) whole[run] = { ...whole[run], ...ofRun };
  }
  return whole;
}

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
