/** Collects the values of a stretch of events in file order, then deals them out to columns a tag. */
import type { TagBatch, TagInfo } from "../model/index.ts";
import { PlainRowSpace, ROW, RowMemory } from "./row-memory.ts";
import type { ScalarScanner } from "./scalar-scanner.ts";
import type { TagEntry } from "./tag-table.ts";

const INITIAL_ROWS = 16;
/** A reader that follows a live file should not hold the memory of its first, large batch. */
const RETAINED_ROWS = 1024;
/** With more tags than that for each row, the scanner would spend its time on tags without rows. */
const MOST_TAGS_A_ROW = 4;

/** What the value of a non-scalar row is. */
export interface BlobRow {
  readonly offset: number;
  readonly length: number;
  readonly itemCount: number;
}

/** Rows of all tags one behind the other, so that adding one allocates nothing and undoing is a shorter length. */
export class EventRows {
  length = 0;
  readonly #scanner: ScalarScanner | null;
  readonly #memory: RowMemory;
  #hasBlobs = false;
  /** Scratch for grouping: −1 for every tag between calls. */
  #groupOfTag = new Int32Array(0);
  #stepLow = 0;
  #stepHigh = 0;
  #wallTime = 0;

  /** With a scanner, the rows lie in its memory, which it shares among readers: between readings there are none. */
  constructor(scanner: ScalarScanner | null) {
    this.#scanner = scanner;
    this.#memory = new RowMemory(scanner ?? new PlainRowSpace());
  }

  /** To be called before the first row of a reading. */
  open(): void {
    this.#scanner?.open(this);
    this.#memory.open();
  }

  /** Room for so many rows in all. */
  reserve(rows: number): void {
    this.#memory.reserve(rows);
  }

  /** The step and time of the rows that follow. */
  startEvent(stepLow: number, stepHigh: number, wallTime: number): void {
    this.#stepLow = stepLow;
    this.#stepHigh = stepHigh;
    this.#wallTime = wallTime;
  }

  addScalar(tag: number, value: number): void {
    const row = this.#addRow(tag);
    this.#memory.setNumber(row, ROW.value, value);
  }

  addBlob(tag: number, { offset, length, itemCount }: BlobRow): void {
    const row = this.#addRow(tag);
    this.#hasBlobs = true;
    this.#memory.setNumber(row, ROW.value, offset);
    this.#memory.setWord(row, ROW.length, length);
    this.#memory.setWord(row, ROW.itemCount, itemCount);
  }

  #addRow(tag: number): number {
    if (this.length >= this.#memory.capacity) this.#memory.reserve(Math.max(INITIAL_ROWS, this.length + 1));
    const row = this.length++;
    this.#memory.setWord(row, ROW.stepLow, this.#stepLow);
    this.#memory.setWord(row, ROW.stepHigh, this.#stepHigh);
    this.#memory.setNumber(row, ROW.wallTime, this.#wallTime);
    this.#memory.setWord(row, ROW.tag, tag);
    return row;
  }

  /** The rows as columns a tag, in order of each tag's first row, and starts over. */
  take(entries: readonly TagEntry[]): TagBatch[] {
    const isForScanner = !this.#hasBlobs && entries.length <= MOST_TAGS_A_ROW * this.length;
    const scanner = isForScanner ? this.#scanner : null;
    const batches = scanner === null ? this.#dealt(entries) : this.#scanned(entries, scanner);
    this.length = 0;
    this.#hasBlobs = false;
    if (this.#memory.capacity > RETAINED_ROWS) this.#memory.release();
    return batches;
  }

  #scanned(entries: readonly TagEntry[], scanner: ScalarScanner): TagBatch[] {
    scanner.rowCount = this.length;
    return scanner.group(entries.length).map(({ tag, rowCount, columns }) => {
      const steps = new BigInt64Array(columns, 0, rowCount);
      const wallTimes = new Float64Array(columns, steps.byteLength, rowCount);
      const values = new Float64Array(columns, 2 * steps.byteLength, rowCount);
      return { info: infoOf(entries, tag), scalars: { steps, wallTimes, values } };
    });
  }

  #dealt(entries: readonly TagEntry[]): TagBatch[] {
    if (this.#groupOfTag.length < entries.length) {
      this.#groupOfTag = new Int32Array(entries.length * 2).fill(-1);
    }
    return rowsByTag(this.#memory, this.length, this.#groupOfTag).map(({ tag, rows }) => {
      const info = infoOf(entries, tag);
      if (info.kind === "scalar") return { info, scalars: this.#scalarsOf(rows) };
      return { info, blobs: this.#blobsOf(rows) };
    });
  }

  #scalarsOf(rows: Uint32Array): NonNullable<TagBatch["scalars"]> {
    const memory = this.#memory;
    const wallTimes = new Float64Array(rows.length);
    const values = new Float64Array(rows.length);
    const halves = new Int32Array(rows.length * 2);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      wallTimes[i] = memory.number(row, ROW.wallTime);
      values[i] = memory.number(row, ROW.value);
      halves[i * 2] = memory.word(row, ROW.stepLow);
      halves[i * 2 + 1] = memory.word(row, ROW.stepHigh);
    }
    return { steps: new BigInt64Array(halves.buffer), wallTimes, values };
  }

  #blobsOf(rows: Uint32Array): NonNullable<TagBatch["blobs"]> {
    const { wallTimes, values: offsets, steps } = this.#scalarsOf(rows);
    const lengths = Float64Array.from(rows, (row) => this.#memory.word(row, ROW.length));
    const itemCounts = Uint32Array.from(rows, (row) => this.#memory.word(row, ROW.itemCount));
    return { steps, wallTimes, offsets, lengths, itemCounts };
  }
}

function infoOf(entries: readonly TagEntry[], tag: number): TagInfo {
  const info = entries[tag]?.info;
  if (info === undefined || info === null) throw new Error(`rows of tag ${tag} before its kind was known`);
  return info;
}

interface TagRows {
  readonly tag: number;
  readonly rows: Uint32Array;
}

/**
 * Row numbers grouped by tag, groups in order of first row, rows in order: a counting sort. `groupOfTag` has
 * an entry a tag, all −1, and is left so.
 */
function rowsByTag(memory: RowMemory, length: number, groupOfTag: Int32Array): TagRows[] {
  const counts: number[] = [];
  const order: number[] = [];
  for (let row = 0; row < length; row++) {
    const tag = memory.word(row, ROW.tag);
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
    const group = groups[groupOfTag[memory.word(row, ROW.tag)] ?? 0];
    if (group !== undefined) group.rows[group.filled++] = row;
  }
  for (const tag of order) groupOfTag[tag] = -1;
  return groups;
}
