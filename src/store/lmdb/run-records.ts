/** The records of all runs, read once and then only where something changed: a list of thousands is asked for often. */
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { byRun } from "../file-in-run.ts";
import type { RunRecord } from "../store.ts";
import { changesAfter } from "./change-log.ts";
import { type CacheDatabase, storedSeq } from "./database.ts";
import { readRun } from "./reads.ts";

/** Whoever shares the thread waits at most about this long. */
const TURN_MILLISECONDS = 10;

export class RunRecords {
  readonly #latest: () => CacheDatabase;
  readonly #byName = new Map<string, RunRecord>();
  #sorted: readonly RunRecord[] = [];
  /** The change up to which the records are known; null before the first reading. */
  #seq: number | null = null;
  #reading: Promise<readonly RunRecord[]> | null = null;

  constructor(latest: () => CacheDatabase) {
    this.#latest = latest;
  }

  /** Sorted by run. Those who ask at once share one reading. */
  all(): Promise<readonly RunRecord[]> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<readonly RunRecord[]> {
    const database = this.#latest();
    const seq = storedSeq(database);
    if (seq === this.#seq) return this.#sorted;
    const changed = this.#changedSince(database, seq);
    this.#seq = seq;
    let turnEnds = performance.now() + TURN_MILLISECONDS;
    for (const run of changed) {
      const record = readRun(database, run);
      if (record === null) this.#byName.delete(run);
      else this.#byName.set(run, record);
      if (performance.now() < turnEnds) continue;
      await turnOfTheLoop();
      turnEnds = performance.now() + TURN_MILLISECONDS;
    }
    this.#sorted = [...this.#byName.values()].sort(byRun);
    return this.#sorted;
  }

  /** Every run there is or was known, where the log of changes does not reach back far enough. */
  #changedSince(database: CacheDatabase, seq: number): Set<string> {
    const changes = this.#seq === null ? [] : changesAfter(database, this.#seq);
    if (this.#seq !== null && changes.length === seq - this.#seq) {
      return new Set(changes.map(({ run }) => run));
    }
    return new Set([...this.#byName.keys(), ...database.runs.getRange().map(({ value }) => value)]);
  }
}
