/** Reads log directories once, from end to end, into memory: for the commands that answer and leave. */
import { openMemoryStore, type Store } from "../store/index.ts";
import { eventFilesUnder, watchLogDirectories } from "../watch/index.ts";
import type { ProgressBar } from "./progress-bar.ts";
import type { Terminal } from "./terminal.ts";

const LOOK_EVERY_MILLISECONDS = 150;
const BYTES_A_MEGABYTE = 1e6;

export interface Reading {
  readonly terminal: Terminal;
  readonly bar: ProgressBar;
  /** Ends the reading early; what was read until then is in the store. */
  readonly signal: AbortSignal;
}

/** Takes 24 bytes of memory a point; values other than scalars stay in their files. The caller closes the store. */
export async function readLogs(
  logDirectories: readonly string[],
  { terminal, bar, signal }: Reading,
): Promise<Store> {
  const store = openMemoryStore();
  const notice = (line: string) => {
    bar.clear();
    terminal.say(line);
  };
  const watching = watchLogDirectories({ logDirectories, store, signal, notice });
  const stopShowing = bar.isVisible ? await startShowing(logDirectories, store, bar) : () => undefined;
  await watching.firstPass;
  stopShowing();
  await watching.close();
  bar.clear();
  return store;
}

/** The watcher says itself what it cannot read, so that the same said here would be said twice. */
const UNHEARD = () => undefined;

async function startShowing(
  logDirectories: readonly string[],
  store: Store,
  bar: ProgressBar,
): Promise<() => void> {
  const files = await eventFilesUnder(logDirectories, UNHEARD);
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const show = async () => {
    const runs = await store.runs();
    const done = runs.reduce((sum, run) => sum + bytesReadOf(run.files), 0);
    bar.show({ done, total, words: `Reading ${megabytes(done)} of ${megabytes(total)} MB` });
  };
  const timer = setInterval(() => void show(), LOOK_EVERY_MILLISECONDS);
  return () => clearInterval(timer);
}

function bytesReadOf(files: readonly { readonly resumeOffset: number }[]): number {
  return files.reduce((sum, { resumeOffset }) => sum + resumeOffset, 0);
}

function megabytes(bytes: number): string {
  return (bytes / BYTES_A_MEGABYTE).toLocaleString("en", { maximumFractionDigits: 1 });
}
