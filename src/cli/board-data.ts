/** Where a board's data comes from: the cache, filled by a thread of its own, or this process's memory. */
import { ExplainedError } from "../model/index.ts";
import { cacheDirectoryFor, HandedOverReader, openMemoryStore, type StoreReader } from "../store/index.ts";
import {
  correctionsOf,
  type EncoderFile,
  followDerivations,
  startIngest,
  watchLogDirectories,
} from "../watch/index.ts";

export interface DataSettings {
  readonly logDirectories: readonly string[];
  readonly pollMilliseconds: number | undefined;
  readonly storeKind: "lmdb" | "memory";
  readonly memoryLimitBytes: number | undefined;
  /** Encodes samples besides the classifier of digits. */
  readonly encoder?: EncoderFile | undefined;
}

export interface BoardData {
  readonly store: StoreReader;
  /** Resolves when everything that lay in the log directories at the start has been read. */
  readonly firstPass: Promise<void>;
  isLoading(): boolean;
  close(): Promise<void>;
}

export async function openBoardData(
  settings: DataSettings,
  notice: (line: string) => void,
): Promise<BoardData> {
  if (settings.storeKind === "memory") return inMemory(settings, notice);
  const { logDirectories, pollMilliseconds, memoryLimitBytes, encoder } = settings;
  const directory = cacheDirectoryFor(logDirectories, process.env);
  try {
    const ingest = await startIngest({
      logDirectories,
      directory,
      pollMilliseconds,
      memoryLimitBytes,
      encoder,
      notice,
    });
    return withMemoryBehind(ingest, (error) => inMemoryInstead(error, settings, notice));
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return inMemoryInstead(error, settings, notice);
  }
}

type Failing = BoardData & { readonly failed: Promise<ExplainedError> };

/** Goes on elsewhere where the cache fails while it is written, as on a full disk. */
export function withMemoryBehind(
  cached: Failing,
  openInstead: (error: ExplainedError) => BoardData,
): BoardData {
  let current: BoardData = cached;
  let isClosed = false;
  const store = new HandedOverReader(cached.store);
  void cached.failed.then((error) => {
    if (isClosed) return;
    current = openInstead(error);
    store.handOver(current.store);
  });
  return {
    store,
    firstPass: cached.firstPass.then(() => (current === cached ? undefined : current.firstPass)),
    isLoading: () => current.isLoading(),
    async close() {
      isClosed = true;
      await cached.close();
      if (current !== cached) await current.close();
    },
  };
}

function inMemoryInstead(
  error: ExplainedError,
  settings: DataSettings,
  notice: (line: string) => void,
): BoardData {
  notice(`${error.what} Keeping this board's data in memory instead; nothing is lost, reading starts anew.`);
  return inMemory(settings, notice);
}

function inMemory(settings: DataSettings, notice: (line: string) => void): BoardData {
  const { logDirectories, pollMilliseconds, encoder } = settings;
  const store = openMemoryStore();
  const stopping = new AbortController();
  const watching = watchLogDirectories({
    logDirectories,
    store,
    signal: stopping.signal,
    notice,
    ...(pollMilliseconds === undefined ? {} : { pollMilliseconds }),
  });
  const deriving = watching.firstPass.then(() =>
    followDerivations({
      store,
      signal: stopping.signal,
      notice,
      encoder,
      corrections: correctionsOf(logDirectories, notice),
    }),
  );
  return {
    store,
    firstPass: watching.firstPass,
    isLoading: () => watching.isLoading(),
    async close() {
      stopping.abort();
      await deriving;
      await watching.close();
      await store.close();
    },
  };
}
