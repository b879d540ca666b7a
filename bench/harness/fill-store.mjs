/** One process without server: log directory → watcher → store, and how long until everything is stored. */
import { performance } from "node:perf_hooks";
import { argv, memoryUsage, stdout } from "node:process";
import { openLmdbStore, openMemoryStore } from "../../dist/store/index.js";
import { watchLogDirectories } from "../../dist/watch/index.js";

const [logDirectory, storeKind, cacheDirectory] = argv.slice(2);
const notice = (line) => process.stderr.write(`${line}\n`);
const startedAt = performance.now();
const store =
  storeKind === "memory" ? openMemoryStore() : await openLmdbStore({ directory: cacheDirectory, notice });
const stopping = new AbortController();
const watching = watchLogDirectories({
  logDirectories: [logDirectory],
  store,
  signal: stopping.signal,
  notice,
});
await watching.firstPass;
const milliseconds = performance.now() - startedAt;
let points = 0;
for (const { run } of await store.runs()) {
  for (const { pointCount } of await store.tags(run)) points += pointCount;
}
stdout.write(`${JSON.stringify({ points, milliseconds, residentBytes: memoryUsage.rss() })}\n`);
stopping.abort();
await watching.close();
await store.close();
