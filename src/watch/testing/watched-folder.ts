/** A log directory that is really watched, and a way to wait for what the store will hold. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMemoryStore, type Store, type StoreReader } from "../../store/index.ts";
import { type Watching, watchLogDirectories } from "../index.ts";

/** Short, because tests wait for it where the system does not tell of changes. */
const POLL_MILLISECONDS = 20;

export class WatchedFolder {
  readonly path: string;
  readonly notices: string[] = [];
  readonly #ends: (() => Promise<unknown>)[] = [];

  constructor(path: string) {
    this.path = path;
    this.#ends.push(() => rm(path, { recursive: true, force: true }));
  }

  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  watch(store: Store = openMemoryStore(), logDirectories: readonly string[] = [this.path]): Watching {
    const { signal } = new AbortController();
    const notice = (line: string) => void this.notices.push(line);
    const watching = watchLogDirectories({
      logDirectories,
      store,
      signal,
      notice,
      pollMilliseconds: POLL_MILLISECONDS,
    });
    this.#ends.unshift(() => watching.close());
    return watching;
  }

  async end(): Promise<void> {
    for (const end of this.#ends) await end();
  }
}

export async function openWatchedFolder(): Promise<WatchedFolder> {
  return new WatchedFolder(await mkdtemp(join(tmpdir(), "nashboard-watch-")));
}

/** Resolves when `holds` does, asked at once and after each change of the store. */
export async function storeWhere(store: StoreReader, holds: () => Promise<boolean>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const check = () => {
      holds().then((isSo) => {
        if (!isSo) return;
        stop();
        resolve();
      }, reject);
    };
    const stop = store.subscribe(check);
    check();
  });
}

export async function stepsOf(store: StoreReader, run: string, tag: string): Promise<number[]> {
  return Array.from((await store.scalars(run, tag)).steps, Number);
}
