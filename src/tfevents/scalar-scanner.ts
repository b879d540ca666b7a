/** Reads the records that most of a log consists of several times as fast: the scanner compiled from assembly/. */
import { decodeBase64, type WasmMemory, webAssembly } from "../model/index.ts";
import { ROW_BYTES, type RowSpace } from "./row-memory.ts";
import { SCANNER_MODULE } from "./scanner-module.ts";

/** As in assembly/layout.ts. */
const WALL_TIME_AT = 64;
const ROW_COUNT_AT = 72;
const RECORD_COUNT_AT = 76;
const IS_FOREIGN_AT = 80;
const NAME_AT = 128;
const MOST_NAME_BYTES = 128;
const WINDOW_BYTES = 1 << 18;
/** A window that begins with a record for others is likely to be full of such. */
const FIRST_WINDOW_BYTES = 1 << 13;
/** Framing, wall time, and an empty tag's value: no record with a row is shorter. */
const SHORTEST_RECORD_BYTES = 35;
const PAGE_BYTES = 1 << 16;
/** What a usual reading needs; memory that a large one has taken is given back. */
const RETAINED_BYTES = 1 << 24;
const GROUP_WORDS = 4;
const COLUMNS = 3;

interface ScannerExports {
  readonly memory: WasmMemory;
  prepare(): number;
  scan(from: number, to: number): number;
  forgetTags(): void;
  learn(length: number, tag: number, isDescribed: number): void;
  group(tagCount: number, scratch: number, groups: number): number;
}

/** Rows of one tag, column after column as in `ScalarColumns`, in memory of their own. */
export interface ScalarGroup {
  readonly tag: number;
  readonly rowCount: number;
  readonly columns: ArrayBuffer;
}

/** One for all readers of a thread, of which one is reading at a time. */
export class ScalarScanner implements RowSpace {
  /** More rows than one call of `scan` can add. */
  readonly mostRowsAtOnce = Math.ceil(WINDOW_BYTES / SHORTEST_RECORD_BYTES);
  readonly #module: object;
  #exports: ScannerExports;
  #windowAt: number;
  #bytes = new Uint8Array(0);
  #words = new Uint32Array(0);
  #numbers = new Float64Array(0);
  #reader: object | null = null;
  #source: Uint8Array = new Uint8Array(0);
  /** What of `#source` lies in the window. */
  #from = 0;
  #to = 0;
  #windowBytes = WINDOW_BYTES;

  constructor(module: object) {
    this.#module = module;
    this.#exports = instantiate(module);
    this.#windowAt = this.#exports.prepare();
    this.#look();
  }

  get buffer(): ArrayBuffer {
    return this.#exports.memory.buffer;
  }

  get rowsAt(): number {
    return this.#windowAt + WINDOW_BYTES;
  }

  reserve(rows: number): void {
    this.#reserveBytes(this.rowsAt + rows * ROW_BYTES);
  }

  #reserveBytes(byteCount: number): void {
    const { memory } = this.#exports;
    const missing = byteCount - memory.buffer.byteLength;
    if (missing <= 0) return;
    memory.grow(Math.ceil(missing / PAGE_BYTES));
    this.#look();
  }

  release(): void {
    if (this.buffer.byteLength <= RETAINED_BYTES) return;
    this.#exports = instantiate(this.#module);
    this.#windowAt = this.#exports.prepare();
    this.#reader = null;
    this.#look();
  }

  #look(): void {
    this.#bytes = new Uint8Array(this.buffer);
    this.#words = new Uint32Array(this.buffer);
    this.#numbers = new Float64Array(this.buffer);
  }

  /** What follows is this reader's; the tags of another are forgotten. */
  open(reader: object): void {
    if (this.#reader === reader) return;
    this.#reader = reader;
    this.#exports.forgetTags();
  }

  /** The next bytes are these, or these have changed. */
  turnTo(source: Uint8Array): void {
    this.#source = source;
    this.#from = 0;
    this.#to = 0;
  }

  /** The last finite wall time before the next record, and after the last. */
  get wallTime(): number {
    return this.#numbers[WALL_TIME_AT / 8] ?? 0;
  }

  set wallTime(seconds: number) {
    this.#numbers[WALL_TIME_AT / 8] = seconds;
  }

  get rowCount(): number {
    return this.#words[ROW_COUNT_AT / 4] ?? 0;
  }

  set rowCount(rows: number) {
    this.#words[ROW_COUNT_AT / 4] = rows;
  }

  /** How many records the last `scan` read. */
  get recordCount(): number {
    return this.#words[RECORD_COUNT_AT / 4] ?? 0;
  }

  /** Whether the last `scan` stopped at a record that it does not read, or at none. */
  get isForeign(): boolean {
    return this.#words[IS_FOREIGN_AT / 4] === 1;
  }

  /**
   * Adds the rows of records from `source[at]` on and returns where it stopped, at most `to`; there may be more for
   * it unless that is `at` itself. There must be room for `mostRowsAtOnce`.
   */
  scan(at: number, to: number): number {
    if (at < this.#from || at >= this.#to) this.#fill(at, to);
    const shift = this.#windowAt - this.#from;
    const stopped = this.#exports.scan(at + shift, this.#to + shift) - shift;
    if (!this.isForeign) this.#to = stopped;
    this.#windowBytes = this.recordCount === 0 ? FIRST_WINDOW_BYTES : WINDOW_BYTES;
    return stopped;
  }

  #fill(from: number, to: number): void {
    this.#from = from;
    this.#to = Math.min(to, from + this.#windowBytes);
    this.#bytes.set(this.#source.subarray(from, this.#to), this.#windowAt);
  }

  /** What `name` spells is this tag, which holds scalars; `isDescribed` where metadata has nothing new to say. */
  learn(name: Uint8Array, tag: number, isDescribed: boolean): void {
    if (name.length >= MOST_NAME_BYTES) return;
    this.#bytes.fill(0, NAME_AT, NAME_AT + MOST_NAME_BYTES);
    this.#bytes.set(name, NAME_AT);
    this.#exports.learn(name.length, tag, isDescribed ? 1 : 0);
  }

  /** The rows, all of them scalars, a tag each in order of first rows; tags are less than `tagCount`. */
  group(tagCount: number): ScalarGroup[] {
    const rows = this.rowCount;
    const groupsAt = this.rowsAt + rows * ROW_BYTES;
    const mostGroups = Math.min(rows, tagCount);
    const scratchAt = groupsAt + mostGroups * GROUP_WORDS * 4 + rows * COLUMNS * 8;
    this.#reserveBytes(scratchAt + tagCount * 4);
    const count = this.#exports.group(tagCount, scratchAt, groupsAt);
    return Array.from({ length: count }, (_, index) => this.#groupAt(groupsAt / 4 + index * GROUP_WORDS));
  }

  #groupAt(word: number): ScalarGroup {
    const [tag = 0, rowCount = 0, columnsAt = 0] = this.#words.subarray(word, word + GROUP_WORDS);
    return { tag, rowCount, columns: this.buffer.slice(columnsAt, columnsAt + rowCount * COLUMNS * 8) };
  }
}

function instantiate(module: object): ScannerExports {
  if (webAssembly === undefined) throw new Error("a compiled module where there is no WebAssembly");
  // What assembly/index.ts exports.
  return new webAssembly.Instance(module).exports as ScannerExports;
}

let shared: ScalarScanner | null | undefined;

/** The thread's scanner; null where code may not be compiled: the general way reads the same, more slowly. */
export function sharedScanner(): ScalarScanner | null {
  if (shared === undefined) shared = newScanner();
  return shared;
}

function newScanner(): ScalarScanner | null {
  try {
    return webAssembly === undefined
      ? null
      : new ScalarScanner(new webAssembly.Module(decodeBase64(SCANNER_MODULE)));
  } catch {
    // A page's security policy forbids it, or the engine has no memory for it.
    return null;
  }
}
