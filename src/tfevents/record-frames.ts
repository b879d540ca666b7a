/** Cuts a stream of bytes into checked records, and finds its feet again where the bytes are damaged. */
import type { DataLoss, ReadState } from "../model/index.ts";
import { Carry } from "./carry.ts";
import { maskedCrc32c } from "./crc32c.ts";

/** uint64 length, then its masked CRC. */
export const HEADER_BYTES = 12;
export const LENGTH_BYTES = 8;
/** Masked CRC of the payload. */
export const FOOTER_BYTES = 4;
const HEXADECIMAL = 16;
const CRC_DIGITS = 8;

/** Where a record's payload lies: in the bytes at hand and in the file. */
export interface PayloadRange {
  readonly from: number;
  readonly to: number;
  /** Offset in the file of `bytes[from]`. */
  readonly fileOffset: number;
}

/** Takes a record's payload, during the call only; returns null, or why it is of no use. */
export type RecordSink = (bytes: Uint8Array, payload: PayloadRange) => string | null;

/** A stretch that is being skipped because no trustworthy header was found in it yet. */
interface LostStretch {
  readonly start: number;
  readonly reason: string;
  /** Whether all its bytes so far are zero: then it may be a file that is not written yet. */
  allZero: boolean;
}

/**
 * Push reader of TFRecord framing. A header is believed when its length's checksum holds (one in 2³² by chance)
 * and the length is one that protobuf can have (2³¹ − 1 at most), so no byte is examined more than a few times.
 */
export class RecordFrames {
  readonly losses: DataLoss[] = [];
  recordCount = 0;
  readonly #sink: RecordSink;
  readonly #carry = new Carry();
  /** Offset in the file of the first byte not consumed, which is the carry's first. */
  #offset: number;
  /** Bytes, from `#offset` on, without which nothing more can be consumed. */
  #wantedBytes = HEADER_BYTES;
  #lost: LostStretch | null = null;
  /** One object for all records, because there are millions. */
  readonly #payload = { from: 0, to: 0, fileOffset: 0 };

  constructor(offset: number, sink: RecordSink) {
    this.#offset = offset;
    this.#sink = sink;
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
      return { state: inZeros ? "in-zeros" : "resynchronising", pendingBytes };
    }
    if (carried === 0) return { state: "at-record-boundary" };
    return { state: "inside-record", pendingBytes: carried, neededBytes: this.#wantedBytes };
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
    let at = from;
    for (;;) {
      if (this.#lost !== null) at = this.#search(bytes, at, to);
      this.#offset = base + at;
      this.#wantedBytes = HEADER_BYTES;
      if (to - at < HEADER_BYTES) return at;
      const length = believableLength(bytes, at);
      if (length < 0) {
        this.#lost = { start: this.#offset, reason: headerFault(bytes, at), allZero: true };
        continue;
      }
      this.#wantedBytes = HEADER_BYTES + length + FOOTER_BYTES;
      if (to - at < this.#wantedBytes) return at;
      this.#take(bytes, at, length);
      at += this.#wantedBytes;
    }
  }

  #take(bytes: Uint8Array, at: number, length: number): void {
    const payload = this.#payload;
    payload.from = at + HEADER_BYTES;
    payload.to = payload.from + length;
    payload.fileOffset = this.#offset + HEADER_BYTES;
    const unusable = isPayloadIntact(bytes, payload.from, payload.to)
      ? this.#sink(bytes, payload)
      : payloadFault(bytes, payload.from, payload.to);
    if (unusable === null) this.recordCount++;
    else this.losses.push({ offset: this.#offset, bytes: this.#wantedBytes, reason: unusable });
  }

  /**
   * Passes over bytes until a record whose header and payload are intact, and closes the stretch there. A
   * believable header with a damaged payload belongs to the stretch as a whole, as it would outside one.
   */
  #search(bytes: Uint8Array, from: number, to: number): number {
    const lost = this.#lost;
    let at = from;
    while (lost !== null && to - at >= HEADER_BYTES) {
      const length = believableLength(bytes, at);
      if (length < 0) {
        if (bytes[at] !== 0) lost.allZero = false;
        at++;
        continue;
      }
      const payloadTo = at + HEADER_BYTES + length;
      if (payloadTo + FOOTER_BYTES > to) return at;
      if (isPayloadIntact(bytes, at + HEADER_BYTES, payloadTo)) {
        const end = this.#offset + at - from;
        this.losses.push({ offset: lost.start, bytes: end - lost.start, reason: lost.reason });
        this.#lost = null;
        return at;
      }
      lost.allZero = false;
      at = payloadTo + FOOTER_BYTES;
    }
    return at;
  }
}

/** The payload length that the header at `at` gives, or −1 if it is not to be believed. Needs `HEADER_BYTES`. */
function believableLength(bytes: Uint8Array, at: number): number {
  const length = uint32(bytes, at) | 0;
  if (length < 0 || uint32(bytes, at + 4) !== 0) return -1;
  return maskedCrc32c(bytes, at, at + LENGTH_BYTES) === uint32(bytes, at + LENGTH_BYTES) ? length : -1;
}

function isPayloadIntact(bytes: Uint8Array, from: number, to: number): boolean {
  return maskedCrc32c(bytes, from, to) === uint32(bytes, to);
}

function headerFault(bytes: Uint8Array, at: number): string {
  const expected = uint32(bytes, at + LENGTH_BYTES);
  const actual = maskedCrc32c(bytes, at, at + LENGTH_BYTES);
  if (expected === actual) return "A record's length is more than the 2 GiB that a message can have.";
  return `No record begins here: the length's checksum is ${hex(actual)}, the file says ${hex(expected)}.`;
}

function payloadFault(bytes: Uint8Array, from: number, to: number): string {
  const actual = hex(maskedCrc32c(bytes, from, to));
  return `A payload of ${to - from} bytes has the checksum ${actual}, the file says ${hex(uint32(bytes, to))}.`;
}

function hex(crc: number): string {
  return `0x${crc.toString(HEXADECIMAL).padStart(CRC_DIGITS, "0")}`;
}

function uint32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)) >>>
    0
  );
}
