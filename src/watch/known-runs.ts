/** Removes runs whose directories are gone, and only those: a run without files, or one out of reach, is kept. */
import type { Store } from "../store/index.ts";
import type { Discovery } from "./discover.ts";

export class KnownRuns {
  readonly #store: Store;
  /** Runs that the store has or will have; null until the store was asked what it has from earlier. */
  #names: Set<string> | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  async update({ files, directories, unreadable }: Discovery): Promise<void> {
    const names = this.#names ?? new Set((await this.#store.runs()).map(({ run }) => run));
    this.#names = names;
    for (const { run } of files) names.add(run);
    for (const run of [...names]) {
      if (directories.has(run) || unreadable.some((above) => isAtOrBelow(run, above))) continue;
      await this.#store.removeRun(run);
      names.delete(run);
    }
  }
}

function isAtOrBelow(run: string, above: string): boolean {
  return above === "." || run === above || run.startsWith(`${above}/`);
}
