/** Keeps the store to what is in the log directories: no run whose directory is gone, no file under another run. */
import type { FileProgress } from "../store/index.ts";
import type { DiscoveredFile, Discovery } from "./discover.ts";
import type { FilledStore } from "./filled-store.ts";

export class KnownRuns {
  readonly #store: FilledStore;
  /** Runs that the store has or will have; null until the store was asked what it has from earlier. */
  #names: Set<string> | null = null;
  /** Which files the store has or will have, by path. */
  #files: readonly DiscoveredFile[] = [];
  /** What the store had of each file at the start, until it is asked for. */
  readonly #progress = new Map<string, FileProgress>();
  /** Of files that were asked for: what the store has of them changes. */
  readonly #told = new Set<string>();

  constructor(store: FilledStore) {
    this.#store = store;
  }

  /** Removes runs whose directories are gone, and only those: one without files, or out of reach, is kept. */
  async update(found: Discovery): Promise<void> {
    const names = this.#names ?? (await this.#fromStore());
    this.#names = names;
    await this.#forgetMoved(found.files);
    this.#files = found.files;
    for (const { run } of found.files) names.add(run);
    for (const run of [...names]) {
      if (isStillThere(run, found)) continue;
      await this.#store.removeRun(run);
      names.delete(run);
    }
  }

  /** What the store had of the file when `update` was first called, null for nothing; told once. */
  takeProgress(file: DiscoveredFile): FileProgress | null | undefined {
    const name = nameOf(file);
    if (this.#told.has(name)) return undefined;
    this.#told.add(name);
    const progress = this.#progress.get(name) ?? null;
    this.#progress.delete(name);
    return progress;
  }

  async #fromStore(): Promise<Set<string>> {
    const runs = await this.#store.runs();
    for (const { run, files } of runs) {
      for (const progress of files) this.#progress.set(nameOf({ run, path: progress.path }), progress);
    }
    this.#files = runs.flatMap(({ run, files }) => files.map(({ path }) => ({ run, path })));
    return new Set(runs.map(({ run }) => run));
  }

  /** A sub-run's file changes its run when the run above appears: it is read again there. A run left without any ends. */
  async #forgetMoved(found: readonly DiscoveredFile[]): Promise<void> {
    const wanted = new Map<string, DiscoveredFile[]>();
    for (const file of found) wanted.set(file.path, [...(wanted.get(file.path) ?? []), file]);
    for (const { run, path, names } of this.#files) {
      const places = wanted.get(path);
      const isUnchanged = (file: DiscoveredFile) =>
        file.run === run && (names === undefined || names.key === file.names?.key);
      if (places === undefined || places.some(isUnchanged)) continue;
      await this.#store.forgetFile(run, path);
      const left = await this.#store.run(run);
      if (left === null || left.files.length > 0 || found.some((file) => file.run === run)) continue;
      await this.#store.removeRun(run);
      this.#names?.delete(run);
    }
  }
}

function isStillThere(run: string, { directories, unreadable, folded }: Discovery): boolean {
  if (unreadable.some((above) => isAtOrBelow(run, above))) return true;
  return directories.has(run) && !folded.has(run);
}

function isAtOrBelow(run: string, above: string): boolean {
  return above === "." || run === above || run.startsWith(`${above}/`);
}

function nameOf({ run, path }: DiscoveredFile): string {
  return JSON.stringify([run, path]);
}
