/** Rewrites a run as one clean event file: every value that could be read, none of the damage. */
import { join } from "node:path";
import type { TagRecord, ValueReader } from "../store/index.ts";
import { EventFileWriter } from "../tfevents/index.ts";
import { inTimeOrder } from "./export-order.ts";
import type { ExportSource } from "./export-source.ts";
import { isStepWithin, rowsWithin, type SelectedRun } from "./selection.ts";
import { usageError } from "./usage.ts";

/** Values are fetched, and records handed over, in stretches of about this size. */
const STRETCH_BYTES = 1 << 22;
/** And of at most this many rows. */
const STRETCH_ROWS = 8192;

/** The selected rows of one tag: values of a scalar, or where the bytes of any other are. */
interface TagRows {
  readonly record: TagRecord;
  readonly steps: BigInt64Array;
  readonly wallTimes: Float64Array;
  readonly values: Float64Array | null;
  /** Row of the tag in the store, and length in bytes, per selected row; empty for scalars. */
  readonly storeRows: Uint32Array;
  readonly lengths: Float64Array;
}

export interface RunExport {
  readonly source: ExportSource;
  readonly values: ValueReader;
  readonly write: (bytes: Uint8Array) => Promise<void>;
}

/** Where a run goes below the directory of the export, which a name given as `../x=path` would lead out of. */
export function eventFilePath(directory: string, { record }: SelectedRun): string {
  const parts = record.run.split("/");
  if (parts.includes("..")) {
    throw usageError(
      `The run ${record.run} would be written outside of ${directory}.`,
      "Give the log directory a name without “..”.",
    );
  }
  const name = `events.out.tfevents.${Math.floor(record.firstWallTime ?? 0)}.nashboard`;
  return join(directory, ...parts, name);
}

/**
 * Scalars keep their bits: those that float32 does not hold are written as float64. All other values are copied
 * byte for byte. Marks of restarts are left out, because TensorBoard drops what was logged before them.
 */
export async function writeEventFile(run: SelectedRun, { source, values, write }: RunExport): Promise<void> {
  const tags: TagRows[] = [];
  for (const record of run.tags) tags.push(await rowsOf(source, run, record));
  const records: Uint8Array[] = [];
  const writer = new EventFileWriter({
    write: (bytes) => records.push(bytes),
    wallTimeSeconds: () => run.record.firstWallTime ?? 0,
  });
  const copier = new RunCopier(run.record.run, writer, values);
  for (const stretch of stretchesOf(tags)) {
    await copier.copy(stretch);
    await write(joined(records.splice(0)));
    source.wrote(stretch.length);
  }
  if (records.length > 0) await write(joined(records));
}

async function rowsOf(
  { store, selection }: ExportSource,
  { record: { run } }: SelectedRun,
  record: TagRecord,
): Promise<TagRows> {
  if (record.kind === "scalar") {
    const columns = rowsWithin(await store.scalars(run, record.tag), selection);
    return { record, ...columns, storeRows: new Uint32Array(0), lengths: new Float64Array(0) };
  }
  const { steps, wallTimes, lengths } = await store.blobs(run, record.tag);
  const isKept = (_: unknown, row: number) => isStepWithin(steps[row] ?? 0n, selection);
  return {
    record,
    steps: steps.filter(isKept),
    wallTimes: wallTimes.filter(isKept),
    lengths: lengths.filter(isKept),
    values: null,
    storeRows: Uint32Array.from(steps, (_, row) => row).filter(isKept),
  };
}

interface Entry {
  readonly tag: TagRows;
  readonly row: number;
}

/** All rows in order of time, a stretch at a time. */
function* stretchesOf(tags: readonly TagRows[]): Generator<readonly Entry[]> {
  let stretch: Entry[] = [];
  let bytes = 0;
  for (const { column, row } of inTimeOrder(tags.map(({ wallTimes }) => wallTimes))) {
    const tag = tags[column];
    if (tag === undefined) continue;
    stretch.push({ tag, row });
    bytes += tag.lengths[row] ?? 0;
    if (bytes < STRETCH_BYTES && stretch.length < STRETCH_ROWS) continue;
    yield stretch;
    stretch = [];
    bytes = 0;
  }
  if (stretch.length > 0) yield stretch;
}

class RunCopier {
  readonly #run: string;
  readonly #writer: EventFileWriter;
  readonly #values: ValueReader;
  /** Tags that have been written: their first value has brought the metadata. */
  readonly #begun = new Set<TagRows>();

  constructor(run: string, writer: EventFileWriter, values: ValueReader) {
    this.#run = run;
    this.#writer = writer;
    this.#values = values;
  }

  async copy(stretch: readonly Entry[]): Promise<void> {
    const fetched = await this.#fetch(stretch);
    for (const { tag, row } of stretch) {
      const step = tag.steps[row] ?? 0n;
      const wallTime = tag.wallTimes[row] ?? 0;
      const value = tag.values?.[row];
      const bytes = fetched.get(tag)?.get(row);
      if (value !== undefined) this.#addScalar(tag, step, { wallTime, value });
      else if (bytes !== undefined) {
        const firstBytes = await this.#firstBytesOf(tag, row, bytes);
        this.#writer.copy({ info: tag.record, step, wallTime, bytes, firstBytes });
      }
      this.#begun.add(tag);
    }
  }

  #addScalar(
    { record }: TagRows,
    step: bigint,
    { wallTime, value }: { readonly wallTime: number; readonly value: number },
  ): void {
    const { tag, displayName, description } = record;
    const isFloat32 = Number.isNaN(value) || Math.fround(value) === value;
    const precision = isFloat32 ? "float32" : "float64";
    this.#writer.scalar(tag, step, value, { wallTime, displayName, description, precision });
  }

  /** By tag, then by row of the stretch. */
  async #fetch(stretch: readonly Entry[]): Promise<Map<TagRows, Map<number, Uint8Array>>> {
    const wanted = new Map<TagRows, number[]>();
    for (const { tag, row } of stretch) {
      if (tag.values !== null) continue;
      const rows = wanted.get(tag) ?? [];
      rows.push(row);
      wanted.set(tag, rows);
    }
    const fetched = new Map<TagRows, Map<number, Uint8Array>>();
    for (const [tag, rows] of wanted) {
      const storeRows = rows.map((row) => tag.storeRows[row] ?? 0);
      const messages = await this.#values.encodedValues(this.#run, tag.record.tag, storeRows);
      fetched.set(tag, new Map(messages.map((message, i) => [rows[i] ?? 0, message])));
    }
    return fetched;
  }

  /** The bytes of the tag's first value, which describes it; only asked for while nothing has. */
  async #firstBytesOf(tag: TagRows, row: number, bytes: Uint8Array): Promise<Uint8Array> {
    if (this.#begun.has(tag) || tag.storeRows[row] === 0) return bytes;
    const [first] = await this.#values.encodedValues(this.#run, tag.record.tag, [0]);
    return first ?? bytes;
  }
}

function joined(records: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(records.reduce((sum, record) => sum + record.length, 0));
  let at = 0;
  for (const record of records) {
    bytes.set(record, at);
    at += record.length;
  }
  return bytes;
}
