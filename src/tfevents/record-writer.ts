/** Frames Events as TFRecords: length, its checksum, payload, its checksum. */
import { BackwardBuffer } from "./backward-buffer.ts";
import { EVENT } from "./fields.ts";
import { FOOTER_BYTES, LENGTH_BYTES } from "./record-checks.ts";

const NO_CHECKSUM_YET = 0;

export interface EventStamp {
  readonly wallTime: number;
  /** The step's two 32-bit halves. */
  readonly stepLow: number;
  readonly stepHigh: number;
}

export class RecordWriter {
  readonly #buffer = new BackwardBuffer();

  /** One whole record. `addContent` adds the event's fields after the step, last field first. */
  record(
    { wallTime, stepLow, stepHigh }: EventStamp,
    addContent: (buffer: BackwardBuffer) => void,
  ): Uint8Array {
    const buffer = this.#buffer;
    buffer.dropFirst(buffer.size); // what an earlier `addContent` left behind when it threw
    buffer.rawUint32(NO_CHECKSUM_YET);
    addContent(buffer);
    if (stepLow !== 0 || stepHigh !== 0) buffer.int64Field(EVENT.step, stepLow, stepHigh);
    buffer.doubleField(EVENT.wallTime, wallTime);
    const length = buffer.size - FOOTER_BYTES;
    buffer.setLastUint32(buffer.checksumOfFirst(length));
    addHeader(buffer, length);
    return buffer.take();
  }
}

/** The length's checksum stands after the length, so the length is written, summed, and written again. */
function addHeader(buffer: BackwardBuffer, length: number): void {
  addLength(buffer, length);
  const checksum = buffer.checksumOfFirst(LENGTH_BYTES);
  buffer.dropFirst(LENGTH_BYTES);
  buffer.rawUint32(checksum);
  addLength(buffer, length);
}

/** As uint64, of which a record's length never fills the upper half. */
function addLength(buffer: BackwardBuffer, length: number): void {
  buffer.rawUint32(0);
  buffer.rawUint32(length);
}
