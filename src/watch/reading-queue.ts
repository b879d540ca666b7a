/** Who is read next: files that have just grown before long ones still to be caught up with, new runs before old. */
import type { FollowedFile } from "./followed-file.ts";

export class ReadingQueue {
  readonly #live = new Set<FollowedFile>();
  /** The next one last. */
  #backlog: FollowedFile[] = [];
  readonly #inBacklog = new Set<FollowedFile>();
  readonly #runChanged = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#live.size === 0 && this.#backlog.length === 0;
  }

  get hasBacklog(): boolean {
    return this.#backlog.length > 0;
  }

  /** For files that were read to their end before. */
  addLive(file: FollowedFile): void {
    if (!this.#inBacklog.has(file)) this.#live.add(file);
  }

  /** Files with the times at which they last changed; the run that changed last comes first. */
  addBacklog(modified: ReadonlyMap<FollowedFile, number>): void {
    if (modified.size === 0) return;
    for (const [file, changed] of modified) {
      this.#live.delete(file);
      this.#inBacklog.add(file);
      this.#runChanged.set(file.run, Math.max(this.#runChanged.get(file.run) ?? 0, changed));
    }
    const changedOf = ({ run }: FollowedFile) => this.#runChanged.get(run) ?? 0;
    this.#backlog = [...this.#inBacklog].sort(
      (one, other) => changedOf(one) - changedOf(other) || (one.path < other.path ? 1 : -1),
    );
  }

  /** The file stays in the queue until it is `finish`ed. */
  next(): FollowedFile | undefined {
    const [live] = this.#live;
    return live ?? this.#backlog.at(-1);
  }

  finish(file: FollowedFile): void {
    this.#live.delete(file);
    if (!this.#inBacklog.delete(file)) return;
    if (this.#backlog.at(-1) === file) this.#backlog.pop();
    else this.#backlog = this.#backlog.filter((waiting) => waiting !== file);
  }
}
