/** Reads every point of a long series without keeping everybody else waiting for it. */
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import type { ScalarColumns } from "../../model/index.ts";
import { mergeFirstScalars } from "../merge-columns.ts";
import { CHUNK_ROWS, SCALAR_FORMAT } from "./chunks.ts";
import type { CacheDatabase, TagRow } from "./database.ts";
import { keyOf } from "./keys.ts";
import { readScalars, tagRows } from "./reads.ts";
import { readRows } from "./rows.ts";

/** Read at once: a millisecond or two. */
const ROWS_A_TURN = 256 * CHUNK_ROWS;

/** As `readScalars`; `latest` gives the database as it is in each turn. */
export async function readLongScalars(
  latest: () => CacheDatabase,
  run: string,
  tag: string,
): Promise<ScalarColumns> {
  const rows = tagRows(latest(), keyOf(run, tag)).filter(({ scalarCount }) => scalarCount > 0);
  const total = rows.reduce((sum, { scalarCount }) => sum + scalarCount, 0);
  if (total <= ROWS_A_TURN) return readScalars(latest(), { run, tag });
  try {
    const files: ScalarColumns[] = [];
    for (const row of rows) files.push(await readInTurns(latest, run, row));
    const [only] = files;
    return files.length === 1 && only !== undefined ? only : mergeFirstScalars(files, total);
  } catch {
    // A file that was forgotten meanwhile has no chunks left: what there is instead is read from one state.
    return readScalars(latest(), { run, tag });
  }
}

async function readInTurns(latest: () => CacheDatabase, run: string, row: TagRow): Promise<ScalarColumns> {
  const { scalarCount: rowCount, info, path } = row;
  const key = keyOf(run, info.tag, path);
  const columns = SCALAR_FORMAT.allocate(rowCount);
  for (let from = 0; from < rowCount; from += ROWS_A_TURN) {
    const to = Math.min(rowCount, from + ROWS_A_TURN);
    const into = {
      steps: columns.steps.subarray(from, to),
      wallTimes: columns.wallTimes.subarray(from, to),
      values: columns.values.subarray(from, to),
    };
    const chunks = latest().scalarChunks;
    readRows({ chunks, format: SCALAR_FORMAT, key, rowCount }, { from, to, into });
    await turnOfTheLoop();
  }
  return columns;
}
