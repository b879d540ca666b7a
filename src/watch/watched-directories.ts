/** Listens to directories through the operating system, where it can tell; polling covers the rest. */
import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { errorCodeOf } from "./error-code.ts";

export interface DirectoryNews {
  /** Something was written to, made or removed at this path. */
  readonly path: string;
  /** An entry came or went, so that the directory has to be walked again. */
  readonly hasNewEntries: boolean;
}

export class WatchedDirectories {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #heard: (news: DirectoryNews) => void;
  readonly #notice: (line: string) => void;

  constructor(heard: (news: DirectoryNews) => void, notice: (line: string) => void) {
    this.#heard = heard;
    this.#notice = notice;
  }

  /** Listens to exactly these from here on. */
  set(directories: Iterable<string>): void {
    const wanted = new Set(directories);
    for (const path of [...this.#watchers.keys()]) if (!wanted.has(path)) this.#stop(path);
    for (const path of wanted) if (!this.#watchers.has(path)) this.#start(path);
  }

  #start(path: string): void {
    try {
      const watcher = watch(path, { persistent: false }, (event, name) => {
        this.#heard({ path: name === null ? path : join(path, name), hasNewEntries: event === "rename" });
      });
      watcher.on("error", () => this.#stop(path));
      this.#watchers.set(path, watcher);
    } catch (error) {
      const code = errorCodeOf(error);
      // Gone since it was walked: the next walk will tell.
      if (code === "ENOENT") return;
      this.#notice(`The system does not tell of changes here (${code}), so it is polled: ${path}`);
    }
  }

  #stop(path: string): void {
    this.#watchers.get(path)?.close();
    this.#watchers.delete(path);
  }

  close(): void {
    this.set([]);
  }
}
