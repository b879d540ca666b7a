/** The loop that never returns: what is in the log directories, and what is added to them, goes to the store. */
import { type Clock, SYSTEM_CLOCK } from "./clock.ts";
import { BLOCKING_ACCESS, PATIENT_ACCESS } from "./file-access.ts";
import type { FilledStore } from "./filled-store.ts";
import { logDirectoriesOf } from "./log-directories.ts";
import { Watcher } from "./watcher.ts";

/** So that a record is seen within 400 ms also where the file system does not tell of changes. */
const DEFAULT_POLL_MILLISECONDS = 250;
/** Some 10,000 scalars. */
const DEFAULT_READ_BYTES = 1 << 19;

/** For a thread that nobody shares: it reads long stretches, some 20,000 scalars. Longer ones only take more memory. */
export const OWN_THREAD = { hasOwnThread: true, readBytes: 1 << 20 } as const;

export interface WatchOptions {
  /** `path` or `name=path` each; directories or single event files. One that does not exist yet is waited for. */
  readonly logDirectories: readonly string[];
  readonly store: FilledStore;
  /** Ends the watching, as `close` does. */
  readonly signal: AbortSignal;
  /** Takes one line for the user, each only once: what could not be read, what is read again, and why. */
  readonly notice: (line: string) => void;
  /** How often files that changed lately are looked at. Default 250. */
  readonly pollMilliseconds?: number;
  /** Read of one file before others, and whoever shares the thread, get their turn. Default 512 KiB, some 10 ms. */
  readonly readBytes?: number;
  /** Whether nobody else needs the thread: reading then waits for the disk in it, which is faster. Default false. */
  readonly hasOwnThread?: boolean;
  readonly clock?: Clock;
}

export interface Watching {
  /** Resolves when everything that lay there at the start has been read once, or watching has ended. Never rejects. */
  readonly firstPass: Promise<void>;
  /** True until then. */
  isLoading(): boolean;
  /** Resolves when nothing will be stored any more. */
  close(): Promise<void>;
}

export function watchLogDirectories(options: WatchOptions): Watching {
  const { store, signal, pollMilliseconds = DEFAULT_POLL_MILLISECONDS, clock = SYSTEM_CLOCK } = options;
  const { readBytes = DEFAULT_READ_BYTES, hasOwnThread = false } = options;
  const watcher = new Watcher({
    logDirectories: logDirectoriesOf(options.logDirectories),
    store,
    notice: options.notice,
    pollMilliseconds,
    readBytes,
    access: hasOwnThread ? BLOCKING_ACCESS : PATIENT_ACCESS,
    clock,
  });
  const running = watcher.run();
  const stop = () => watcher.stop();
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  return {
    firstPass: watcher.firstPass,
    isLoading: () => watcher.isLoading,
    async close() {
      signal.removeEventListener("abort", stop);
      stop();
      await running;
    },
  };
}
