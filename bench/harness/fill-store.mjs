/** One process without server: log directory → watcher → store, as the reading threads do it, and how long that takes. */
import { performance } from "node:perf_hooks";
import { argv, memoryUsage, stdout } from "node:process";
import { openLmdbStore, openMemoryStore } from "../../dist/store/index.js";
import { catchUp } from "../../dist/watch/catch-up.js";
import { OWN_THREAD, watchLogDirectories } from "../../dist/watch/watch.js";

/** As in src/watch/ingest-thread.ts. */
const COMMIT_WITHIN_MILLISECONDS = 50;

const [logDirectory, storeKind, cacheDirectory] = argv.slice(2);
const notice = (line) => process.stderr.write(`${line}\n`);
const failed = (error) => {
  throw error;
};
const grouped = { withinMilliseconds: COMMIT_WITHIN_MILLISECONDS, failed };
const startedAt = performance.now();
const store =
  storeKind === "memory"
    ? openMemoryStore()
    : await openLmdbStore({ directory: cacheDirectory, notice, grouped });
const stopping = new AbortController();
if (storeKind === "lmdb") {
  await catchUp({ logDirectories: [logDirectory], store, signal: stopping.signal, notice });
}
const watching = watchLogDirectories({
  ...OWN_THREAD,
  logDirectories: [logDirectory],
  store,
  signal: stopping.signal,
  notice,
});
await watching.firstPass;
// Asking commits what is still waiting.
const runs = await store.runs();
const milliseconds = performance.now() - startedAt;
let points = 0;
for (const { run } of runs) {
  for (const { pointCount } of await store.tags(run)) points += pointCount;
}
stdout.write(`${JSON.stringify({ points, milliseconds, residentBytes: memoryUsage.rss() })}\n`);
stopping.abort();
await watching.close();
await store.close();
