/** Cuts a stream of bytes into checked records, and finds its feet again where the bytes are damaged. */
import type { DataLoss, ReadState } from "../model/index.ts";
import { Carry } from "./carry.ts";
import {
  areZeros,
  believableLength,
  cutFault,
  FOOTER_BYTES,
  HEADER_BYTES,
  headerFault,
  isPayloadIntact,
  nextPlausible,
  payloadFault,
} from "./record-checks.ts";
import type { Skimmer } from "./skimmer.ts";

/**
 * Bytes of damaged payloads that may be searched for records, in all: so many for each byte read, and some to
 * start with. A file needs more only if headers were planted in it; its damaged records are then lost whole.
 */
const SEARCH_PASSES = 8;
const SEARCH_START_BYTES = 1 << 20;

/** Where a record's payload lies: in the bytes at hand and in the file. */
export interface PayloadRange {
  readonly from: number;
  readonly to: number;
  /** Offset in the file of `bytes[from]`. */
  readonly fileOffset: number;
}

/** Takes a record's payload, during the call only; returns null, or why it is of no use. */
export type RecordSink = (bytes: Uint8Array, payload: PayloadRange) => string | null;

/** A stretch that is being skipped because no intact record was found in it yet. */
interface LostStretch {
  readonly start: number;
  readonly reason: string;
  /** Offset in the file where a header is due, if none is found before; infinite where none is known to be. */
  end: number;
  /** Whether all its bytes so far are zero: then it may be a file that is not written yet. */
  allZero: boolean;
}

/**
 * Push reader of TFRecord framing. A header is believed when its length's checksum holds (one in 2³² by chance)
 * and the length is one that protobuf can have (2³¹ − 1 at most). Where the payload is damaged then, the length
 * is doubted: a writer killed in the middle of a record and restarted leaves good records inside it.
 */
export class RecordFrames {
  readonly losses: DataLoss[] = [];
  recordCount = 0;
  readonly #sink: RecordSink;
  readonly #skimmer: Skimmer | null;
  readonly #carry = new Carry();
  /** Offset in the file of the first byte not consumed, which is the carry's first. */
  #offset: number;
  /** Bytes, from `#offset` on, without which nothing more can be consumed. */
  #wantedBytes = HEADER_BYTES;
  #lost: LostStretch | null = null;
  readonly #start: number;
  /** Offset in the file of byte 0 of the bytes at hand. */
  #base = 0;
  /** While there is nothing behind the bytes at hand. */
  #isAtEnd = false;
  /** Offset in the file up to which the rest of an unfinished record was searched. */
  #searchedTo = 0;
  /** Offset in the file of the last intact record that was found behind an unfinished one. */
  #intactAt = -1;
  /** Bytes of damaged payloads in which records were looked for. */
  #searchedBytes = 0;
  /** One object for all records, because there are millions. */
  readonly #payload = { from: 0, to: 0, fileOffset: 0 };

  constructor(offset: number, sink: RecordSink, skimmer: Skimmer | null) {
    this.#offset = offset;
    this.#start = offset;
    this.#sink = sink;
    this.#skimmer = skimmer;
  }

  /** Where a fresh reader has to start to meet what this one has not delivered. */
  get resumeOffset(): number {
    return this.#lost?.start ?? this.#offset;
  }

  get state(): ReadState {
    const carried = this.#carry.length;
    if (this.#lost !== null) {
      const pendingBytes = this.#offset + carried - this.#lost.start;
      const inZeros = this.#lost.allZero && this.#carry.isAllZero();
      if (inZeros) return { state: "in-zeros", pendingBytes };
      return { state: "resynchronising", pendingBytes, reason: this.#lost.reason };
    }
    if (carried === 0) return { state: "at-record-boundary" };
    return { state: "inside-record", pendingBytes: carried, neededBytes: this.#wantedBytes };
  }

  /**
   * To be called where the file ends. What was fed may end with a record that has not come in full: if whole
   * ones lie inside its declared length it was cut, and they are taken.
   */
  searchUnfinished(): void {
    this.#isAtEnd = true;
    this.#carry.drop(this.#consume(this.#carry.bytes, 0, this.#carry.length));
    this.#isAtEnd = false;
  }

  /** Consumes what it can of the file's next bytes and keeps a copy of the rest, at most one partial record. */
  feed(chunk: Uint8Array): void {
    const carry = this.#carry;
    let at = 0;
    while (carry.length > 0 && at < chunk.length) {
      const taken = Math.min(this.#wantedBytes - carry.length, chunk.length - at);
      carry.append(chunk, at, at + taken);
      at += taken;
      carry.drop(this.#consume(carry.bytes, 0, carry.length));
      if (carry.length <= at) {
        at -= carry.length;
        carry.drop(carry.length);
      }
    }
    if (at === chunk.length) return;
    const consumedTo = this.#consume(chunk, at, chunk.length);
    carry.append(chunk, consumedTo, chunk.length);
  }

  /** Consumes whole records of `bytes[from … to)` and returns where it stopped. */
  #consume(bytes: Uint8Array, from: number, to: number): number {
    const base = this.#offset - from;
    this.#base = base;
    this.#skimmer?.turnTo(bytes);
    let at = from;
    for (;;) {
      if (this.#lost !== null) at = this.#search(bytes, at, to);
      if (this.#lost === null) at = this.#skim(at, to);
      this.#offset = base + at;
      this.#wantedBytes = HEADER_BYTES;
      if (to - at < HEADER_BYTES) return at;
      const length = believableLength(bytes, at);
      if (length < 0) {
        const reason = headerFault(bytes, at);
        this.#lost = { start: this.#offset, reason, end: Number.POSITIVE_INFINITY, allZero: true };
        continue;
      }
      const recordBytes = HEADER_BYTES + length + FOOTER_BYTES;
      this.#wantedBytes = recordBytes;
      if (to - at < recordBytes) {
        if (!this.#hasRecordBehind(bytes, at, to)) return at;
        this.#startSearch(cutFault(recordBytes, to - at), recordBytes);
        at++;
      } else if (isPayloadIntact(bytes, at + HEADER_BYTES, length)) {
        this.#take(bytes, at, length);
        at += recordBytes;
      } else {
        this.#startSearch(payloadFault(bytes, at + HEADER_BYTES, length), recordBytes);
        at += this.#maySearch(this.#offset, recordBytes) ? 1 : recordBytes;
      }
      this.#offset = base + at;
    }
  }

  #skim(from: number, to: number): number {
    const skimmer = this.#skimmer;
    if (skimmer === null) return from;
    const at = skimmer.skim(from, to);
    this.recordCount += skimmer.recordCount;
    return at;
  }

  #take(bytes: Uint8Array, at: number, length: number): void {
    const payload = this.#payload;
    payload.from = at + HEADER_BYTES;
    payload.to = payload.from + length;
    payload.fileOffset = this.#offset + HEADER_BYTES;
    const unusable = this.#sink(bytes, payload);
    if (unusable === null) this.recordCount++;
    else this.losses.push({ offset: this.#offset, bytes: this.#wantedBytes, reason: unusable });
  }

  /** Begins a lost stretch with a record that is damaged or cut. */
  #startSearch(reason: string, recordBytes: number): void {
    const start = this.#offset;
    this.#lost = { start, reason, end: start + recordBytes, allZero: false };
  }

  #maySearch(offset: number, recordBytes: number): boolean {
    const searched = this.#searchedBytes + recordBytes;
    const readBytes = offset + recordBytes - this.#start;
    if (searched > SEARCH_START_BYTES + SEARCH_PASSES * readBytes) return false;
    this.#searchedBytes = searched;
    return true;
  }

  /** Passes over bytes until a record that is intact, or until a header is due, and closes the stretch there. */
  #search(bytes: Uint8Array, from: number, to: number): number {
    const base = this.#base;
    const lost = this.#lost;
    let at = from;
    while (lost !== null && base + at < lost.end) {
      if (to - at < HEADER_BYTES) return at;
      const next = Math.min(nextPlausible(bytes, at, to), lost.end - base);
      if (lost.allZero) lost.allZero = areZeros(bytes, at, next);
      if (next > at) {
        at = next;
        continue;
      }
      const length = believableLength(bytes, at);
      if (length < 0) {
        if (bytes[at] !== 0) lost.allZero = false;
        at++;
        continue;
      }
      const recordBytes = HEADER_BYTES + length + FOOTER_BYTES;
      const isCut = to - at < recordBytes;
      if (isCut && !this.#hasRecordBehind(bytes, at, to)) return at;
      if (!isCut && isPayloadIntact(bytes, at + HEADER_BYTES, length)) break;
      lost.allZero = false;
      lost.end = Math.max(lost.end, base + at + recordBytes);
      at += isCut || this.#maySearch(base + at, recordBytes) ? 1 : recordBytes;
    }
    if (lost !== null) {
      this.losses.push({ offset: lost.start, bytes: base + at - lost.start, reason: lost.reason });
      this.#lost = null;
    }
    return at;
  }

  /** Whether the file ends here, and an intact record lies behind the unfinished one at `at`. */
  #hasRecordBehind(bytes: Uint8Array, at: number, to: number): boolean {
    if (!this.#isAtEnd) return false;
    if (this.#base + at < this.#intactAt) return true;
    let firstUnfinished = to - HEADER_BYTES + 1;
    for (let next = Math.max(at + 1, this.#searchedTo - this.#base); to - next >= HEADER_BYTES; next++) {
      next = nextPlausible(bytes, next, to);
      if (to - next < HEADER_BYTES) break;
      const length = believableLength(bytes, next);
      if (length < 0) continue;
      const recordBytes = HEADER_BYTES + length + FOOTER_BYTES;
      if (to - next < recordBytes) firstUnfinished = Math.min(firstUnfinished, next);
      else if (isPayloadIntact(bytes, next + HEADER_BYTES, length)) {
        this.#intactAt = this.#base + next;
        return true;
      } else if (!this.#maySearch(this.#base + next, recordBytes)) next += recordBytes - 1;
    }
    this.#searchedTo = this.#base + firstUnfinished;
    return false;
  }
}
