/** Reads log directories into the cache in a thread of its own, so that whoever serves pages only ever reads. */
import { setTimeout } from "node:timers/promises";
import { type ResourceLimits, Worker } from "node:worker_threads";
import { ExplainedError } from "../model/index.ts";
import { type LmdbReader, openLmdbReader, type StoreReader } from "../store/index.ts";
import type { EncoderFile } from "./derive/chosen-encoder.ts";
import { errorCodeOf } from "./error-code.ts";
import { type IngestMessage, type IngestPlan, STOP } from "./ingest-messages.ts";

/** Beside this file in the built program. */
const WORKER_FILE = new URL("./ingest-worker.js", import.meta.url);
const LOOK_WHETHER_LOADED_MILLISECONDS = 100;
/** Two seconds in all: far more than a cache takes to be made. */
const MOST_ATTEMPTS_TO_OPEN = 20;
const TRY_AGAIN_MILLISECONDS = 100;
const BYTES_A_MEBIBYTE = 1 << 20;
/** For what lives shortly in a reading thread: with V8's own 48 it holds some 8 MB more and is no faster. */
const YOUNG_HEAP_MEBIBYTES = 4;

export interface IngestOptions {
  /** `path` or `name=path` each. */
  readonly logDirectories: readonly string[];
  /** Of the cache; see `cacheDirectoryFor`. */
  readonly directory: string;
  readonly pollMilliseconds?: number | undefined;
  /** The largest heap that the reading thread may have. */
  readonly memoryLimitBytes?: number | undefined;
  /** Encodes samples besides the classifier of digits. */
  readonly encoder?: EncoderFile | undefined;
  /** Takes one line for the user. */
  readonly notice: (line: string) => void;
  /** Another entry than the built one. */
  readonly workerFile?: URL;
}

export interface RunningIngest {
  readonly store: StoreReader;
  /** Resolves when everything that lay in the log directories at the start has been read, or reading has ended. */
  readonly firstPass: Promise<void>;
  /** Resolves with the reason where reading has ended for good without being asked to; else never. */
  readonly failed: Promise<ExplainedError>;
  isLoading(): boolean;
  close(): Promise<void>;
}

/**
 * What an earlier start has left in the cache is there at once, before the thread has looked what is new.
 * Where another process writes to the cache already, its readings are shown, and reading goes on here when
 * it ends. Rejects with an `ExplainedError` where no cache can be had.
 */
export async function startIngest(options: IngestOptions): Promise<RunningIngest> {
  // Before the thread begins: it would begin an unusable cache anew, which nobody may have open meanwhile.
  const early = await openExisting(options.directory);
  const thread = new ReadingThread(options);
  try {
    if (early === null) await thread.ready;
    const reader = early ?? (await openReader(options.directory));
    thread.onChange(() => reader.refresh());
    return ingestOf(thread, reader);
  } catch (error) {
    await thread.stop();
    throw error;
  }
}

/** null where there is no cache yet, or none that can be read. */
async function openExisting(directory: string): Promise<LmdbReader | null> {
  try {
    return await openLmdbReader({ directory });
  } catch (error) {
    if (error instanceof ExplainedError) return null;
    throw error;
  }
}

/** Another process may hold the lock already and not have made its cache yet. */
async function openReader(directory: string): Promise<LmdbReader> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openLmdbReader({ directory });
    } catch (error) {
      if (attempt >= MOST_ATTEMPTS_TO_OPEN || !(error instanceof ExplainedError)) throw error;
      await setTimeout(TRY_AGAIN_MILLISECONDS);
    }
  }
}

function ingestOf(thread: ReadingThread, store: LmdbReader): RunningIngest {
  const stopped = new AbortController();
  const isLoading = () =>
    !stopped.signal.aborted && !thread.hasGivenUp && (!thread.isReady || store.isLoading());
  return {
    store,
    failed: thread.failed,
    isLoading,
    firstPass: (async () => {
      while (isLoading()) {
        await setTimeout(LOOK_WHETHER_LOADED_MILLISECONDS, undefined, { signal: stopped.signal }).catch(
          () => undefined,
        );
      }
      // What was read last is to be seen at once, not when the thread's word of it arrives.
      store.refresh();
    })(),
    async close() {
      stopped.abort();
      await thread.stop();
      await store.close();
    },
  };
}

class ReadingThread {
  /** Resolves when the cache can be read. */
  readonly ready: Promise<void>;
  readonly failed: Promise<ExplainedError>;
  readonly #options: IngestOptions;
  #worker: Worker;
  #exited: Promise<void>;
  #isReady = false;
  #hasRestarted = false;
  #isStopping = false;
  #hasGivenUp = false;
  #changed: () => void = () => undefined;
  #fail: (error: ExplainedError) => void = () => undefined;
  #becomeReady: () => void = () => undefined;
  #refuse: (error: ExplainedError) => void = () => undefined;

  constructor(options: IngestOptions) {
    this.#options = options;
    this.ready = new Promise((resolve, reject) => {
      this.#becomeReady = () => {
        this.#isReady = true;
        resolve();
      };
      this.#refuse = reject;
    });
    this.failed = new Promise((resolve) => {
      this.#fail = resolve;
    });
    // Whoever has something to show without the thread does not wait for it.
    this.ready.catch(() => undefined);
    [this.#worker, this.#exited] = this.#start();
  }

  /** Whether what the cache says of loading is about this start. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Whether it has ended for good without being asked to. */
  get hasGivenUp(): boolean {
    return this.#hasGivenUp;
  }

  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  #start(): [Worker, Promise<void>] {
    const { directory, logDirectories, pollMilliseconds, memoryLimitBytes, encoder, workerFile } =
      this.#options;
    const plan: IngestPlan = { directory, logDirectories, pollMilliseconds, encoder };
    const resourceLimits = heapOf(memoryLimitBytes);
    const worker = new Worker(workerFile ?? WORKER_FILE, { workerData: plan, resourceLimits });
    let why = "it ended";
    worker.on("message", (message: IngestMessage) => this.#take(message));
    worker.on("error", (error) => {
      why = errorCodeOf(error);
    });
    const exited = new Promise<void>((resolve) => {
      worker.once("exit", () => {
        resolve();
        this.#ended(why);
      });
    });
    return [worker, exited];
  }

  #take(message: IngestMessage): void {
    switch (message.kind) {
      case "writing":
        this.#becomeReady();
        break;
      case "waiting":
        this.#options.notice(
          `${message.what} This board shows what that one reads, and reads by itself should it end.`,
        );
        this.#becomeReady();
        break;
      case "changed":
        this.#changed();
        break;
      case "notice":
        this.#options.notice(message.line);
        break;
      case "refused":
        this.#isStopping = true;
        this.#giveUp(new ExplainedError(message.explanation));
    }
  }

  /** A thread that fails is started again once; it goes on from what is in the cache. */
  #ended(why: string): void {
    if (this.#isStopping) return;
    if (!this.#hasRestarted) {
      this.#hasRestarted = true;
      this.#options.notice(`The thread that reads event files has failed (${why}); it is started again.`);
      [this.#worker, this.#exited] = this.#start();
      return;
    }
    this.#giveUp(threadFailed(why, this.#options.directory));
  }

  #giveUp(error: ExplainedError): void {
    this.#hasGivenUp = true;
    this.#refuse(error);
    this.#fail(error);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#worker.postMessage(STOP);
    await this.#exited;
  }
}

function heapOf(limitBytes: number | undefined): ResourceLimits {
  const maxYoungGenerationSizeMb = YOUNG_HEAP_MEBIBYTES;
  if (limitBytes === undefined) return { maxYoungGenerationSizeMb };
  return { maxYoungGenerationSizeMb, maxOldGenerationSizeMb: Math.ceil(limitBytes / BYTES_A_MEBIBYTE) };
}

function threadFailed(why: string, directory: string): ExplainedError {
  return new ExplainedError({
    code: "INGEST_FAILED",
    what: `The thread that reads event files has failed twice (${why}).`,
    why: "It writes what it reads to the cache, so the disk may be full or the cache damaged.",
    fix: "Make room or delete the cache directory, or go on with the memory store.",
    where: directory,
  });
}
