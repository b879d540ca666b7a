/** Follows one event file: what is new in it goes to the store, whatever happens to the file meanwhile. */
import { setImmediate } from "node:timers/promises";
import type { DataLoss } from "../model/index.ts";
import type { FileProgress } from "../store/index.ts";
import { EventFileReader } from "../tfevents/index.ts";
import type { DiscoveredFile } from "./discover.ts";
import { errorCodeOf, failureOfFile } from "./error-code.ts";
import type { FileAccess, OpenedFile } from "./file-access.ts";
import type { FilledStore } from "./filled-store.ts";
import { InflateFault, inflatedStretches, isGzip, MAGIC_BYTES } from "./inflate-file.ts";
import {
  hasSameBefore,
  inflatedWhole,
  isSame,
  type News,
  NOTHING,
  type Reading,
  readingAfter,
  readingAtStart,
  rememberedBytes,
  type Signature,
  signatureOf,
  wholeSignatureOf,
} from "./reading.ts";
import { batchInRun, type TagNames, tagsInFile } from "./sub-run.ts";

type FileState =
  /** The store has nothing of it. */
  | { readonly phase: "new" }
  /** Nothing is known of it here; the store may know, and has all of it should it be as `ifStillAt` says. */
  | { readonly phase: "unread"; readonly ifStillAt?: Signature | null }
  /** The store has all of the file as it was at `at`. Nothing is held here: most files of a log never grow again. */
  | { readonly phase: "stored"; readonly at: Signature }
  | ({ readonly phase: "behind" } & Reading)
  /** All bytes of the file as it was at `at` have been read. */
  | ({ readonly phase: "caught-up"; readonly at: Signature } & Reading)
  /** As caught up, but behind the last record lie zeros only, which may be overwritten: they are read afresh. */
  | { readonly phase: "before-zeros"; readonly at: Signature; readonly progress: FileProgress }
  /** Gone from its path. Its points stay; if a file comes back it is looked at afresh. */
  | { readonly phase: "vanished" }
  /** The last attempt failed; the next begins from what the store holds. */
  | { readonly phase: "failed"; readonly code: string };

export interface FollowingTools {
  readonly store: FilledStore;
  readonly notice: (line: string) => void;
  /** One for all files of a watcher: a reader does not keep what it is given. */
  readonly buffer: Uint8Array;
  readonly access: FileAccess;
}

export class FollowedFile {
  readonly run: string;
  readonly path: string;
  readonly names?: TagNames;
  readonly #tools: FollowingTools;
  #state: FileState;
  #hasGrown = false;

  /** `known` is what the store has of it, null for nothing; not given where that is to be asked for. */
  constructor(
    { run, path, names }: DiscoveredFile,
    tools: FollowingTools,
    known?: FileProgress | null | undefined,
  ) {
    this.run = run;
    this.path = path;
    if (names !== undefined) this.names = names;
    this.#tools = tools;
    if (known === null) this.#state = { phase: "new" };
    else this.#state = { phase: "unread", ifStillAt: known === undefined ? null : wholeSignatureOf(known) };
  }

  /** How the file on disk was when it had been read to its end: what is new in it can only be little. */
  get readAs(): Signature | null {
    return "at" in this.#state ? this.#state.at : null;
  }

  /** Whether the file on disk differs from what was read; its time of change in milliseconds for ordering. */
  async look(): Promise<{ readonly hasNews: boolean; readonly modifiedMilliseconds: number }> {
    try {
      const facts = await this.#tools.access.facts(this.path);
      const found = signatureOf(facts);
      const known = this.#state.phase === "unread" ? this.#state.ifStillAt : null;
      if (known && isSame(known, found)) this.#state = { phase: "stored", at: found };
      const at = this.readAs;
      const hasNews = at === null || !isSame(at, found);
      this.#hasGrown ||= at !== null && hasNews;
      return { hasNews, modifiedMilliseconds: Number(facts.mtimeMs) };
    } catch (error) {
      this.#failed(error);
      return { hasNews: false, modifiedMilliseconds: 0 };
    }
  }

  /**
   * Reads one stretch and stores it; a gzipped file is read to its end. False when there is no more, or none can be
   * had at this time.
   */
  async readSome(): Promise<boolean> {
    let file: OpenedFile | undefined;
    try {
      file = await this.#tools.access.open(this.path);
      const signature = signatureOf(await file.facts());
      const first = new Uint8Array(MAGIC_BYTES);
      await file.read(first, 0);
      return await (isGzip(first) ? this.#readInflated(signature) : this.#readStretch(file, signature));
    } catch (error) {
      this.#failed(error);
      return false;
    } finally {
      await file?.close();
    }
  }

  async #readStretch(file: OpenedFile, signature: Signature): Promise<boolean> {
    const reading = await this.#readingFor(signature, (known) => signature.sizeBytes < known.offset);
    const from = reading.offset - reading.before.length;
    const bytesRead = await file.read(this.#tools.buffer, from);
    const bytes = this.#tools.buffer.subarray(0, bytesRead);
    if (!hasSameBefore(reading, bytes)) {
      await this.#forget("was rewritten");
      this.#state = { phase: "unread" };
      return true;
    }
    const isEndOfFile = bytesRead === reading.before.length || from + bytesRead >= signature.sizeBytes;
    const news = bytes.subarray(reading.before.length);
    const after = await this.#take(reading, signature, { bytes: news, isEndOfFile });
    if (!isEndOfFile) {
      this.#state = { phase: "behind", ...after };
      return true;
    }
    this.#catchUp(after, signature);
    return false;
  }

  /** Offsets are those of the inflated bytes. What was read before is inflated once more and passed over. */
  async #readInflated(signature: Signature): Promise<boolean> {
    let reading = await this.#readingFor(
      signature,
      ({ progress }) => signature.sizeBytes < progress.sizeBytes,
    );
    let at = 0;
    let fault: InflateFault | null = null;
    try {
      for await (const stretch of inflatedStretches(this.path)) {
        const bytes = stretch.subarray(Math.max(0, reading.offset - at));
        at += stretch.length;
        if (bytes.length > 0) reading = await this.#take(reading, signature, { bytes });
        await setImmediate();
      }
    } catch (error) {
      if (!(error instanceof InflateFault)) throw error;
      fault = error;
    }
    if (fault === null) reading = inflatedWhole(reading, signature);
    reading = await this.#take(reading, signature, { bytes: NOTHING, isEndOfFile: true });
    if (fault !== null)
      reading = await this.#lose(reading, signature, fault.asDataLoss(at, signature.sizeBytes));
    this.#catchUp(reading, signature);
    return false;
  }

  async #lose(reading: Reading, signature: Signature, loss: DataLoss): Promise<Reading> {
    const { dataLosses } = reading.progress;
    if (dataLosses.some(({ offset, reason }) => offset === loss.offset && reason === loss.reason))
      return reading;
    const progress = { ...reading.progress, dataLosses: [...dataLosses, loss] };
    return this.#take({ ...reading, progress, isStored: false }, signature, { bytes: NOTHING });
  }

  #catchUp(reading: Reading, at: Signature): void {
    const { progress } = reading;
    const whole = wholeSignatureOf(progress);
    if (progress.ended.state === "in-zeros") this.#state = { phase: "before-zeros", at, progress };
    else if (!this.#hasGrown && whole !== null && isSame(whole, at)) this.#state = { phase: "stored", at };
    else this.#state = { phase: "caught-up", at, ...reading };
  }

  /** Where reading goes on, which is at the start when the file is another one or has shrunk. */
  async #readingFor(signature: Signature, hasShrunk: (known: Reading) => boolean): Promise<Reading> {
    const reading = await this.#currentReading(signature);
    if (reading === null) return readingAtStart(this.path, signature);
    const isSameFile = reading.progress.identity === signature.identity;
    if (isSameFile && !hasShrunk(reading)) return reading;
    await this.#forget(isSameFile ? "has shrunk" : "was replaced");
    return readingAtStart(this.path, signature);
  }

  async #forget(reason: string): Promise<void> {
    this.#tools.notice(`An event file ${reason} and is read again: ${this.path}`);
    await this.#tools.store.forgetFile(this.run, this.path);
  }

  async #currentReading({ sizeBytes }: Signature): Promise<Reading | null> {
    const state = this.#state;
    switch (state.phase) {
      case "behind":
        return state;
      case "caught-up": {
        const isOverwritten = state.at.sizeBytes === sizeBytes && state.offset > state.progress.resumeOffset;
        return isOverwritten ? this.#resumed(state.progress, state.reader.lastWallTimeSeconds) : state;
      }
      case "before-zeros":
        return this.#resumed(state.progress, (await this.#tools.store.run(this.run))?.lastWallTime ?? 0);
      case "new":
        return null;
      case "unread":
      case "stored":
      case "vanished":
      case "failed":
        return this.#fromStore();
    }
  }

  async #fromStore(): Promise<Reading | null> {
    const record = await this.#tools.store.run(this.run);
    const progress = record?.files.find(({ path }) => path === this.path);
    return progress === undefined ? null : this.#resumed(progress, record?.lastWallTime ?? 0);
  }

  async #resumed(progress: FileProgress, lastWallTimeSeconds: number): Promise<Reading> {
    const { resumeOffset } = progress;
    const knownTags = tagsInFile(await this.#tools.store.tags(this.run), this.names);
    const reader = new EventFileReader({ resumeOffset, knownTags, lastWallTimeSeconds });
    return { reader, offset: resumeOffset, before: rememberedBytes(progress), progress, isStored: true };
  }

  /** Gives the bytes to the reader and what they hold to the store, together with how far reading has got. */
  async #take(reading: Reading, at: Signature, { bytes, isEndOfFile = false }: News): Promise<Reading> {
    const batch = reading.reader.read(bytes, { isEndOfFile });
    const after = readingAfter(reading, { bytes, batch, at });
    if (bytes.length > 0 || batch.losses.length > 0 || !reading.isStored) {
      const inRun = batchInRun(batch, this.names);
      await this.#tools.store.append({ run: this.run, file: after.progress, batch: inRun });
    }
    return after;
  }

  #failed(error: unknown): void {
    const code = errorCodeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") {
      this.#state = { phase: "vanished" };
      return;
    }
    const isKnown = this.#state.phase === "failed" && this.#state.code === code;
    this.#state = { phase: "failed", code };
    if (!isKnown) this.#tools.notice(`${failureOfFile(error)}: ${this.path}`);
  }
}
