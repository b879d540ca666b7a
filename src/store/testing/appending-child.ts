/** A process to be killed: appends to many tags at once, over and over, and says on stdout how often it was done. */
import { openLmdbStore } from "../lmdb/lmdb-store.ts";
import { POINTS_AN_APPEND, TAG_COUNT } from "./appends.ts";
import { batchOf, progressOf, scalarTag } from "./ingests.ts";

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error("Give the cache directory.");
const store = await openLmdbStore({ directory, notice: (line) => console.error(line) });
for (let done = 1; ; done++) {
  const steps = Array.from({ length: POINTS_AN_APPEND }, (_, i) => (done - 1) * POINTS_AN_APPEND + i);
  const tags = Array.from({ length: TAG_COUNT }, (_, tag) =>
    scalarTag(
      `tag ${tag}`,
      steps.map((step) => [step, step, step / 2]),
    ),
  );
  const file = progressOf("/logs/1", { resumeOffset: done * POINTS_AN_APPEND });
  await store.append({ run: "a", file, batch: batchOf(...tags) });
  process.stdout.write(`${done}\n`);
}
