/** A log directory as a user has it, read the way the board reads it. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openMemoryStore, type Store } from "../../src/store/index.ts";
import { EventFileWriter } from "../../src/tfevents/index.ts";
import { openValueReader, watchLogDirectories } from "../../src/watch/index.ts";

/** Short, because tests wait for it where the system does not tell of changes. */
const POLL_MILLISECONDS = 20;

export class LogFolder {
  readonly path: string;
  readonly store: Store;
  readonly notices: string[] = [];
  readonly values;
  readonly #ends: (() => Promise<unknown>)[] = [];

  constructor(path: string, store: Store) {
    this.path = path;
    this.store = store;
    this.values = openValueReader(store);
    this.#ends.push(() => this.values.close());
    this.#ends.push(() => rm(path, { recursive: true, force: true }));
  }

  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  async write(name: string, ...parts: readonly Uint8Array[]): Promise<void> {
    await mkdir(dirname(this.at(name)), { recursive: true });
    await writeFile(this.at(name), Buffer.concat(parts));
  }

  /** Reads what is there, and goes on following it until `end`. */
  async read(): Promise<void> {
    const watching = watchLogDirectories({
      logDirectories: [this.path],
      store: this.store,
      signal: new AbortController().signal,
      notice: (line) => void this.notices.push(line),
      pollMilliseconds: POLL_MILLISECONDS,
    });
    this.#ends.unshift(() => watching.close());
    await watching.firstPass;
  }

  async runs(): Promise<string[]> {
    return (await this.store.runs()).map(({ run }) => run);
  }

  async steps(tag: string, run = "."): Promise<number[]> {
    return Array.from((await this.store.scalars(run, tag)).steps, Number);
  }

  async valuesOf(tag: string, run = "."): Promise<number[]> {
    return Array.from((await this.store.scalars(run, tag)).values);
  }

  /** Of the run's first file. */
  async file(run = ".") {
    return (await this.store.run(run))?.files[0];
  }

  /** Resolves when the tag has exactly these steps, asked at once and after each change. */
  async hasSteps(wanted: readonly number[], tag = "loss", run = "."): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const check = () => {
        this.steps(tag, run).then((steps) => {
          if (steps.join() !== wanted.join()) return;
          stop();
          resolve();
        }, reject);
      };
      const stop = this.store.subscribe(check);
      check();
    });
  }

  async end(): Promise<void> {
    for (const end of this.#ends) await end();
  }
}

export async function openLogFolder(store = openMemoryStore()): Promise<LogFolder> {
  return new LogFolder(await mkdtemp(join(tmpdir(), "nashboard-odd-")), store);
}

/** The records that `write` makes, one a chunk; the clock stands at 1000 s. */
export function recordsOf(write: (writer: EventFileWriter) => void): Uint8Array[] {
  const records: Uint8Array[] = [];
  write(new EventFileWriter({ write: (bytes) => records.push(bytes.slice()), wallTimeSeconds: () => 1000 }));
  return records;
}

/** One scalar a step, its value the step, at 1000 s and as many seconds; the version record first. */
export function scalars(tag: string, steps: readonly number[]): Uint8Array[] {
  return recordsOf((writer) => {
    for (const step of steps) writer.scalar(tag, step, step, { wallTime: 1000 + step });
  });
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
