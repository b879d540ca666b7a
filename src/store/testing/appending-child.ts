/** A process to be killed: appends point after point, and says on stdout how many are committed. */
import { openLmdbStore } from "../lmdb/lmdb-store.ts";
import { batchOf, progressOf, scalarTag } from "./ingests.ts";

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error("Give the cache directory.");
const store = await openLmdbStore({ directory, notice: (line) => console.error(line) });
for (let step = 0; ; step++) {
  const file = progressOf("/logs/1", { resumeOffset: step + 1 });
  await store.append({ run: "a", file, batch: batchOf(scalarTag("loss", [[step, step, step / 2]])) });
  process.stdout.write(`${step + 1}\n`);
}
