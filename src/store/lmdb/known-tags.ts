/** The tags of runs that were asked for lately, because a list of thousands of runs asks for those of each, again and again. */
import type { TagRecord } from "../store.ts";
import { changesAfter } from "./change-log.ts";
import { type CacheDatabase, storedSeq } from "./database.ts";
import { readTags } from "./reads.ts";

/** Some 50 MB of records. */
const MOST_TAGS = 100_000;
/** After more it is cheaper to begin anew; well within what the log of changes keeps. */
const MOST_CHANGES = 1000;

export class KnownTags {
  readonly #byRun = new Map<string, readonly TagRecord[]>();
  #tagCount = 0;
  /** The change up to which they are known. */
  #seq = 0;

  of(database: CacheDatabase, run: string): readonly TagRecord[] {
    this.#forgetChanged(database);
    const known = this.#byRun.get(run);
    if (known !== undefined) return known;
    const tags = readTags(database, run);
    if (this.#tagCount + tags.length > MOST_TAGS) this.#forgetAll();
    this.#byRun.set(run, tags);
    this.#tagCount += tags.length;
    return tags;
  }

  #forgetChanged(database: CacheDatabase): void {
    const seq = storedSeq(database);
    if (seq === this.#seq) return;
    if (seq - this.#seq > MOST_CHANGES) this.#forgetAll();
    if (this.#byRun.size > 0) this.#forgetRuns(database);
    this.#seq = seq;
  }

  #forgetRuns(database: CacheDatabase): void {
    const changes = changesAfter(database, this.#seq);
    for (const { run } of changes) {
      this.#tagCount -= this.#byRun.get(run)?.length ?? 0;
      this.#byRun.delete(run);
    }
  }

  #forgetAll(): void {
    this.#byRun.clear();
    this.#tagCount = 0;
  }
}
