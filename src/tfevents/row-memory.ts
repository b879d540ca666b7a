/** Where the rows of one reading lie, one behind the other, until they are dealt out to columns. */

/** Step, wall time, and value or offset (8 bytes each), tag, length, item count (4 bytes each), 4 unused. */
const ROW_NUMBERS = 5;
const ROW_WORDS = 10;
export const ROW_BYTES = 40;

/** Places in a row, counted in its numbers or words. */
export const ROW = {
  stepLow: 0,
  stepHigh: 1,
  wallTime: 1,
  value: 2,
  tag: 6,
  length: 7,
  itemCount: 8,
} as const;

/** Something that has bytes and can get more. */
export interface RowSpace {
  readonly buffer: ArrayBuffer;
  /** Where in the buffer the first row begins: a multiple of 8. */
  readonly rowsAt: number;
  /** Replaces `buffer` by one with room for so many rows, and the same in front. */
  reserve(rows: number): void;
  /** May give memory back. The rows are lost. */
  release(): void;
}

/** Plain memory, where there is no scanner that needs the rows in its own. */
export class PlainRowSpace implements RowSpace {
  buffer = new ArrayBuffer(0);
  readonly rowsAt = 0;

  reserve(rows: number): void {
    const larger = new Uint8Array(rows * ROW_BYTES);
    larger.set(new Uint8Array(this.buffer));
    this.buffer = larger.buffer;
  }

  release(): void {
    this.buffer = new ArrayBuffer(0);
  }
}

/** The rows of a space, to be read and written. Four-byte parts are unsigned, steps are pairs of int32 halves. */
export class RowMemory {
  readonly space: RowSpace;
  capacity = 0;
  #buffer: ArrayBuffer | null = null;
  #numbers = new Float64Array(0);
  #words = new Int32Array(0);

  constructor(space: RowSpace) {
    this.space = space;
  }

  /** Makes the rows of the space as it is visible here. To be called before the first row of a reading. */
  open(): void {
    const { buffer, rowsAt } = this.space;
    if (this.#buffer === buffer) return;
    this.#buffer = buffer;
    this.capacity = Math.floor((buffer.byteLength - rowsAt) / ROW_BYTES);
    this.#numbers = new Float64Array(buffer, rowsAt, this.capacity * ROW_NUMBERS);
    this.#words = new Int32Array(buffer, rowsAt, this.capacity * ROW_WORDS);
  }

  /** Room for so many rows in all. */
  reserve(rows: number): void {
    if (rows <= this.capacity) return;
    this.space.reserve(Math.max(rows, this.capacity * 2));
    this.open();
  }

  release(): void {
    this.space.release();
    this.#buffer = null;
    this.capacity = 0;
    this.#numbers = new Float64Array(0);
    this.#words = new Int32Array(0);
  }

  number(row: number, place: number): number {
    return this.#numbers[row * ROW_NUMBERS + place] ?? 0;
  }

  setNumber(row: number, place: number, value: number): void {
    this.#numbers[row * ROW_NUMBERS + place] = value;
  }

  word(row: number, place: number): number {
    return this.#words[row * ROW_WORDS + place] ?? 0;
  }

  setWord(row: number, place: number, value: number): void {
    this.#words[row * ROW_WORDS + place] = value;
  }
}
