/** Collects the values of a stretch of events in file order, then deals them out to columns a tag. */
import type { TagBatch } from "../model/index.ts";
import type { TagEntry } from "./tag-table.ts";

const INITIAL_ROWS = 16;
/** A reader that follows a live file should not hold the memory of its first, large batch. */
const RETAINED_ROWS = 1024;

/** What the value of a non-scalar row is. */
export interface BlobRow {
  readonly offset: number;
  readonly length: number;
  readonly itemCount: number;
}

/** Rows of all tags in one set of columns, so that adding one allocates nothing and undoing is a shorter length. */
export class EventRows {
  length = 0;
  #capacity = 0;
  /** How many rows the last batch had: the next is likely to have as many. */
  #expectedRows = INITIAL_ROWS;
  #tags = new Uint32Array(0);
  /** int64 steps as pairs of little-endian halves. */
  #steps = new Int32Array(0);
  #wallTimes = new Float64Array(0);
  /** A scalar's value, or a blob's offset. */
  #values = new Float64Array(0);
  /** Shorter than the other columns where no blob has come yet. */
  #lengths = new Float64Array(0);
  #itemCounts = new Uint32Array(0);
  /** Scratch for `take`: −1 for every tag between calls. */
  #groupOfTag = new Int32Array(0);
  #stepLow = 0;
  #stepHigh = 0;
  #wallTime = 0;

  /** The step and time of the rows that follow. */
  startEvent(stepLow: number, stepHigh: number, wallTime: number): void {
    this.#stepLow = stepLow;
    this.#stepHigh = stepHigh;
    this.#wallTime = wallTime;
  }

  addScalar(tag: number, value: number): void {
    const row = this.#addRow(tag);
    this.#values[row] = value;
  }

  addBlob(tag: number, { offset, length, itemCount }: BlobRow): void {
    const row = this.#addRow(tag);
    if (row >= this.#lengths.length) {
      this.#lengths = copyInto(new Float64Array(this.#capacity), this.#lengths);
      this.#itemCounts = copyInto(new Uint32Array(this.#capacity), this.#itemCounts);
    }
    this.#values[row] = offset;
    this.#lengths[row] = length;
    this.#itemCounts[row] = itemCount;
  }

  #addRow(tag: number): number {
    if (this.length === this.#capacity) this.#resize(Math.max(this.#expectedRows, this.#capacity * 2));
    const row = this.length++;
    this.#tags[row] = tag;
    this.#steps[row * 2] = this.#stepLow;
    this.#steps[row * 2 + 1] = this.#stepHigh;
    this.#wallTimes[row] = this.#wallTime;
    return row;
  }

  #resize(capacity: number): void {
    this.#capacity = capacity;
    this.#tags = copyInto(new Uint32Array(capacity), this.#tags);
    this.#steps = copyInto(new Int32Array(capacity * 2), this.#steps);
    this.#wallTimes = copyInto(new Float64Array(capacity), this.#wallTimes);
    this.#values = copyInto(new Float64Array(capacity), this.#values);
  }

  /** The rows as columns a tag, in order of each tag's first row, and starts over. */
  take(entries: readonly TagEntry[]): TagBatch[] {
    const batches: TagBatch[] = [];
    if (this.#groupOfTag.length < entries.length) {
      this.#groupOfTag = new Int32Array(entries.length * 2).fill(-1);
    }
    for (const { tag, rows } of rowsByTag(this.#tags, this.length, this.#groupOfTag)) {
      const info = entries[tag]?.info;
      if (info === undefined || info === null)
        throw new Error(`rows of tag ${tag} before its kind was known`);
      if (info.kind === "scalar") batches.push({ info, scalars: this.#scalarsOf(rows) });
      else batches.push({ info, blobs: this.#blobsOf(rows) });
    }
    this.#expectedRows = Math.max(INITIAL_ROWS, this.length);
    this.length = 0;
    if (this.#capacity > RETAINED_ROWS) this.#release();
    return batches;
  }

  #scalarsOf(rows: Uint32Array): NonNullable<TagBatch["scalars"]> {
    const wallTimes = new Float64Array(rows.length);
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      wallTimes[i] = this.#wallTimes[row] ?? 0;
      values[i] = this.#values[row] ?? 0;
    }
    return { steps: this.#stepsOf(rows), wallTimes, values };
  }

  #blobsOf(rows: Uint32Array): NonNullable<TagBatch["blobs"]> {
    const { wallTimes, values: offsets, steps } = this.#scalarsOf(rows);
    const lengths = new Float64Array(rows.length);
    const itemCounts = new Uint32Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      lengths[i] = this.#lengths[row] ?? 0;
      itemCounts[i] = this.#itemCounts[row] ?? 0;
    }
    return { steps, wallTimes, offsets, lengths, itemCounts };
  }

  #stepsOf(rows: Uint32Array): BigInt64Array {
    const halves = new Int32Array(rows.length * 2);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      halves[i * 2] = this.#steps[row * 2] ?? 0;
      halves[i * 2 + 1] = this.#steps[row * 2 + 1] ?? 0;
    }
    return new BigInt64Array(halves.buffer);
  }

  #release(): void {
    this.#capacity = 0;
    this.#tags = new Uint32Array(0);
    this.#steps = new Int32Array(0);
    this.#wallTimes = new Float64Array(0);
    this.#values = new Float64Array(0);
    this.#lengths = new Float64Array(0);
    this.#itemCounts = new Uint32Array(0);
  }
}

function copyInto<Column extends { set(from: Column): void }>(larger: Column, column: Column): Column {
  larger.set(column);
  return larger;
}

interface TagRows {
  readonly tag: number;
  readonly rows: Uint32Array;
}

/**
 * Row numbers grouped by tag, groups in order of first row, rows in order: a counting sort. `groupOfTag` has
 * an entry a tag, all −1, and is left so.
 */
function rowsByTag(tags: Uint32Array, length: number, groupOfTag: Int32Array): TagRows[] {
  const counts: number[] = [];
  const order: number[] = [];
  for (let row = 0; row < length; row++) {
    const tag = tags[row] ?? 0;
    let group = groupOfTag[tag] ?? -1;
    if (group < 0) {
      group = order.push(tag) - 1;
      groupOfTag[tag] = group;
      counts.push(0);
    }
    counts[group] = (counts[group] ?? 0) + 1;
  }
  const groups = order.map((tag, group) => ({ tag, rows: new Uint32Array(counts[group] ?? 0), filled: 0 }));
  for (let row = 0; row < length; row++) {
    const group = groups[groupOfTag[tags[row] ?? 0] ?? 0];
    if (group !== undefined) group.rows[group.filled++] = row;
  }
  for (const tag of order) groupOfTag[tag] = -1;
  return groups;
}
