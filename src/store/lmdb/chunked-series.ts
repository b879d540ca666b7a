/** A series as the chunks that hold it: a summary each, and the points only of those that are asked for. */
import { type Points, stepsAsNumbers } from "../../model/index.ts";
import { CHUNK_ROWS, SCALAR_FORMAT } from "./chunks.ts";
import type { CacheDatabase, TagRow } from "./database.ts";
import { keyOf } from "./keys.ts";
import { readRows } from "./rows.ts";
import { type ChunkSummary, readSummaries, summaryOf } from "./summaries.ts";

export interface SeriesChunk {
  /** Its first row in the series, and the row after its last. */
  readonly from: number;
  readonly to: number;
  readonly summary: ChunkSummary;
}

interface PlacedChunk extends SeriesChunk {
  readonly file: TagRow;
  /** Its first row in its file. */
  readonly rowInFile: number;
}

export class ChunkedSeries {
  readonly chunks: readonly SeriesChunk[];
  readonly rowCount: number;
  readonly #database: CacheDatabase;
  readonly #run: string;
  readonly #placed: PlacedChunk[] = [];
  /** Of the chunk that was opened last: edges are looked for in one chunk again and again. */
  readonly #scratch = SCALAR_FORMAT.allocate(CHUNK_ROWS);
  #opened: { readonly chunk: number; readonly points: Points } | null = null;

  /** The files' rows follow each other in the given order. */
  constructor(database: CacheDatabase, run: string, files: readonly TagRow[]) {
    this.#database = database;
    this.#run = run;
    let from = 0;
    for (const file of files) {
      let rowInFile = 0;
      for (const summary of this.#summariesOf(file)) {
        const to = from + summary.count;
        this.#placed.push({ from, to, summary, file, rowInFile });
        rowInFile += summary.count;
        from = to;
      }
    }
    this.chunks = this.#placed;
    this.rowCount = from;
  }

  /** Full chunks have theirs written; the last one's is made from its points. */
  #summariesOf(file: TagRow): ChunkSummary[] {
    const fullChunks = Math.floor(file.scalarCount / CHUNK_ROWS);
    const key = keyOf(this.#run, file.info.tag, file.path);
    const summaries = readSummaries(this.#database, key, fullChunks);
    const tailFrom = fullChunks * CHUNK_ROWS;
    if (tailFrom === file.scalarCount) return summaries;
    return [...summaries, summaryOf(readRows(this.#placeOf(file), { from: tailFrom }))];
  }

  #placeOf(file: TagRow) {
    const chunks = this.#database.scalarChunks;
    const key = keyOf(this.#run, file.info.tag, file.path);
    return { chunks, format: SCALAR_FORMAT, key, rowCount: file.scalarCount };
  }

  /** Number of the chunk that holds the row. */
  chunkOf(row: number): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.chunks[middle]?.from ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** All points of a chunk; not to be changed, and valid until the next chunk is opened. */
  pointsOf(chunk: number): Points {
    if (this.#opened?.chunk === chunk) return this.#opened.points;
    const placed = this.#placed[chunk];
    if (placed === undefined)
      throw new RangeError(`A series of ${this.#placed.length} has no chunk ${chunk}.`);
    const { file, rowInFile, summary } = placed;
    const to = rowInFile + summary.count;
    const rows = readRows(this.#placeOf(file), { from: rowInFile, to, into: this.#scratch });
    const points = { ...rows, steps: stepsAsNumbers(rows.steps) };
    this.#opened = { chunk, points };
    return points;
  }

  /** Opens the chunk only where the row is neither its first nor its last. */
  stepAt(row: number): number {
    const number = this.chunkOf(row);
    const chunk = this.chunks[number];
    if (chunk === undefined) return Number.NaN;
    if (row === chunk.from) return chunk.summary.firstStep;
    if (row === chunk.to - 1) return chunk.summary.lastStep;
    return this.pointsOf(number).steps[row - chunk.from] ?? Number.NaN;
  }

  /** Rows `from` (inclusive) to `to` (exclusive), in columns of their own. */
  pointsBetween(from: number, to: number): Points {
    const points = {
      steps: new Float64Array(to - from),
      wallTimes: new Float64Array(to - from),
      values: new Float64Array(to - from),
    };
    for (let number = this.chunkOf(from); number < this.chunks.length; number++) {
      const chunk = this.chunks[number];
      if (chunk === undefined || chunk.from >= to) break;
      const first = Math.max(from, chunk.from);
      const end = Math.min(to, chunk.to);
      const inside = this.pointsOf(number);
      for (const name of ["steps", "wallTimes", "values"] as const) {
        points[name].set(inside[name].subarray(first - chunk.from, end - chunk.from), first - from);
      }
    }
    return points;
  }
}
