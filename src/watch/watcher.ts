/** Sweeps, polls and reads in turn, a little at a time, so that whoever shares the process is never kept waiting. */
import { setImmediate } from "node:timers/promises";
import type { Clock } from "./clock.ts";
import { type DiscoveredFile, discover } from "./discover.ts";
import { errorCodeOf } from "./error-code.ts";
import type { FileAccess } from "./file-access.ts";
import type { FilledStore } from "./filled-store.ts";
import { SubRunFolder } from "./fold-sub-runs.ts";
import { FollowedFile } from "./followed-file.ts";
import { FollowedFiles } from "./followed-files.ts";
import { KnownRuns } from "./known-runs.ts";
import type { LogDirectory } from "./log-directories.ts";
import { once } from "./once.ts";
import { ReadingQueue } from "./reading-queue.ts";
import { type DirectoryNews, WatchedDirectories } from "./watched-directories.ts";

/** A sweep walks every directory and looks at every file, hence less often than a poll of the active ones. */
const POLLS_A_SWEEP = 8;
/** Looking may take up to this part of the time: a tree of 100,000 files is looked at less often. */
const LOOKING_SHARE = 0.1;
/** Changes that come closer together than this are read together. */
const GATHER_MILLISECONDS = 50;

export interface WatcherOptions {
  readonly logDirectories: readonly LogDirectory[];
  readonly store: FilledStore;
  readonly notice: (line: string) => void;
  readonly pollMilliseconds: number;
  readonly readBytes: number;
  readonly access: FileAccess;
  readonly clock: Clock;
}

export class Watcher {
  readonly firstPass: Promise<void>;
  readonly #options: WatcherOptions;
  readonly #noticeOnce: (line: string) => void;
  readonly #queue = new ReadingQueue();
  readonly #files: FollowedFiles;
  readonly #runs: KnownRuns;
  readonly #subRuns = new SubRunFolder();
  readonly #directories: WatchedDirectories;
  readonly #stopping = new AbortController();
  #wake = new AbortController();
  /** Paths of followed files that the system told of since they were last looked at. */
  readonly #heard = new Set<string>();
  #isSweepWanted = false;
  #earliestSweep = 0;
  #nextSweep = 0;
  #nextPoll = 0;
  #finishFirstPass: () => void = () => undefined;
  #isLoading = true;

  constructor(options: WatcherOptions) {
    const { store, notice, clock, readBytes, access } = options;
    this.#options = options;
    this.#noticeOnce = once(notice);
    const buffer = new Uint8Array(readBytes);
    const follow = (file: DiscoveredFile) =>
      new FollowedFile(file, { store, notice, buffer, access }, this.#runs.takeProgress(file));
    this.#files = new FollowedFiles(this.#queue, clock, follow);
    this.#runs = new KnownRuns(store);
    this.#directories = new WatchedDirectories((news) => this.#hear(news), this.#noticeOnce);
    this.firstPass = new Promise((resolve) => {
      this.#finishFirstPass = resolve;
    });
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  stop(): void {
    this.#stopping.abort();
    this.#wake.abort();
  }

  async run(): Promise<void> {
    const { clock, pollMilliseconds } = this.#options;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#turn();
      } catch (error) {
        this.#noticeOnce(`Watching met an error and goes on: ${errorCodeOf(error)}`);
        await clock.sleep(pollMilliseconds, this.#stopping.signal);
      }
    }
    this.#directories.close();
    this.#endFirstPass();
  }

  async #turn(): Promise<void> {
    const now = this.#options.clock.nowMilliseconds();
    if (now >= this.#sweepDue) await this.#sweep();
    else if (now >= this.#nextPoll || this.#heard.size > 0) await this.#poll();
    const file = this.#queue.next();
    if (file !== undefined) {
      if (!(await file.readSome())) this.#queue.finish(file);
      await setImmediate();
    }
    if (!this.#queue.hasBacklog) this.#endFirstPass();
    if (this.#queue.isEmpty) await this.#rest();
  }

  get #sweepDue(): number {
    return this.#isSweepWanted ? Math.min(this.#earliestSweep, this.#nextSweep) : this.#nextSweep;
  }

  /** Until the next look is due, or the system tells of something. */
  async #rest(): Promise<void> {
    const { clock } = this.#options;
    const wait = Math.min(this.#sweepDue, this.#nextPoll) - clock.nowMilliseconds();
    if (this.#heard.size === 0) await clock.sleep(Math.max(0, wait), this.#wake.signal);
    if (this.#heard.size > 0) await clock.sleep(GATHER_MILLISECONDS, this.#stopping.signal);
    if (!this.#stopping.signal.aborted) this.#wake = new AbortController();
  }

  #hear({ path, hasNewEntries }: DirectoryNews): void {
    const isFollowed = this.#files.has(path);
    if (!isFollowed && !hasNewEntries) return;
    if (isFollowed) this.#heard.add(path);
    if (hasNewEntries) this.#isSweepWanted = true;
    this.#wake.abort();
  }

  /** Walks everything and looks at every file. */
  async #sweep(): Promise<void> {
    const { access, clock, logDirectories, pollMilliseconds } = this.#options;
    const started = clock.nowMilliseconds();
    this.#isSweepWanted = false;
    this.#heard.clear();
    const found = await this.#subRuns.fold(
      await discover(logDirectories, { access, notice: this.#noticeOnce }),
    );
    this.#directories.set(found.directories.values());
    await this.#runs.update(found);
    this.#files.set(found.files);
    await this.#files.look(this.#files.all());
    const ended = clock.nowMilliseconds();
    const pause = Math.max(pollMilliseconds, (ended - started) / LOOKING_SHARE);
    this.#nextPoll = ended + pollMilliseconds;
    this.#earliestSweep = ended + pause;
    this.#nextSweep = ended + Math.max(pollMilliseconds * POLLS_A_SWEEP, pause);
  }

  /** Looks at the files that changed lately, and at those that the system told of. */
  async #poll(): Promise<void> {
    const { clock, pollMilliseconds } = this.#options;
    const started = clock.nowMilliseconds();
    const files = new Set([...this.#files.at(this.#heard), ...this.#files.active()]);
    this.#heard.clear();
    await this.#files.look([...files]);
    const ended = clock.nowMilliseconds();
    this.#nextPoll = ended + Math.max(pollMilliseconds, (ended - started) / LOOKING_SHARE);
  }

  #endFirstPass(): void {
    this.#isLoading = false;
    this.#finishFirstPass();
  }
}
