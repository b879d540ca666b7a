/** Every event file that is followed, and which of them have news. */
import type { Clock } from "./clock.ts";
import type { DiscoveredFile } from "./discover.ts";
import type { FollowedFile } from "./followed-file.ts";
import type { ReadingQueue } from "./reading-queue.ts";

/** Files that changed this lately are looked at between sweeps. */
const ACTIVE_MILLISECONDS = 60_000;
/** Looked at together: more than the system's four threads for such calls, to keep them busy. */
const LOOKS_AT_ONCE = 16;

export class FollowedFiles {
  readonly #byPath = new Map<string, FollowedFile[]>();
  /** By the clock that never goes back. */
  readonly #activeUntil = new Map<FollowedFile, number>();
  readonly #queue: ReadingQueue;
  readonly #clock: Clock;
  readonly #follow: (file: DiscoveredFile) => FollowedFile;

  constructor(queue: ReadingQueue, clock: Clock, follow: (file: DiscoveredFile) => FollowedFile) {
    this.#queue = queue;
    this.#clock = clock;
    this.#follow = follow;
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  /** Follows exactly these from here on. */
  set(found: readonly DiscoveredFile[]): void {
    const wanted = new Set(found.map(placeOf));
    for (const file of this.all().filter((followed) => !wanted.has(placeOf(followed)))) this.#drop(file);
    for (const file of found) {
      const known = this.#byPath.get(file.path) ?? [];
      if (known.some((followed) => placeOf(followed) === placeOf(file))) continue;
      this.#byPath.set(file.path, [...known, this.#follow(file)]);
    }
  }

  #drop(file: FollowedFile): void {
    this.#queue.finish(file);
    this.#activeUntil.delete(file);
    const others = (this.#byPath.get(file.path) ?? []).filter((other) => other !== file);
    if (others.length === 0) this.#byPath.delete(file.path);
    else this.#byPath.set(file.path, others);
  }

  all(): FollowedFile[] {
    return [...this.#byPath.values()].flat();
  }

  at(paths: Iterable<string>): FollowedFile[] {
    return [...paths].flatMap((path) => this.#byPath.get(path) ?? []);
  }

  active(): FollowedFile[] {
    const now = this.#clock.nowMilliseconds();
    for (const [file, until] of this.#activeUntil) if (until < now) this.#activeUntil.delete(file);
    return [...this.#activeUntil.keys()];
  }

  /** Puts those with news into the queue: grown ones to be read at once, others to be caught up with. */
  async look(files: readonly FollowedFile[]): Promise<void> {
    const modified = new Map<FollowedFile, number>();
    for (let at = 0; at < files.length; at += LOOKS_AT_ONCE) {
      const some = files.slice(at, at + LOOKS_AT_ONCE);
      await Promise.all(
        some.map(async (file) => {
          const isGrowing = file.readAs !== null;
          const { hasNews, modifiedMilliseconds } = await file.look();
          if (!hasNews) return;
          if (isGrowing) this.#queue.addLive(file);
          else modified.set(file, modifiedMilliseconds);
          this.#markActive(file, isGrowing, modifiedMilliseconds);
        }),
      );
    }
    this.#queue.addBacklog(modified);
  }

  #markActive(file: FollowedFile, isGrowing: boolean, modifiedMilliseconds: number): void {
    const age = isGrowing ? 0 : this.#clock.wallMilliseconds() - modifiedMilliseconds;
    if (age > ACTIVE_MILLISECONDS) return;
    this.#activeUntil.set(file, this.#clock.nowMilliseconds() + ACTIVE_MILLISECONDS);
  }
}

/** The same for what goes to the same place in the store under the same names. */
function placeOf({ run, path, names }: DiscoveredFile): string {
  return JSON.stringify([run, path, names?.key]);
}
