/** Frames Events as TFRecords: length, its checksum, payload, its checksum. */
import { BackwardBuffer } from "./backward-buffer.ts";
import { maskedCrc32c } from "./crc32c.ts";
import { EVENT } from "./fields.ts";
import { FOOTER_BYTES, LENGTH_BYTES } from "./record-frames.ts";

const NO_CHECKSUM_YET = 0;

export interface EventStamp {
  readonly wallTime: number;
  readonly step: bigint;
}

export class RecordWriter {
  readonly #buffer = new BackwardBuffer();

  /** One whole record. `addContent` adds the event's fields after the step, last field first. */
  record({ wallTime, step }: EventStamp, addContent: (buffer: BackwardBuffer) => void): Uint8Array {
    const buffer = this.#buffer;
    buffer.dropFirst(buffer.size); // what an earlier `addContent` left behind when it threw
    buffer.rawUint32(NO_CHECKSUM_YET);
    addContent(buffer);
    if (step !== 0n) buffer.int64Field(EVENT.step, step);
    buffer.doubleField(EVENT.wallTime, wallTime);
    return this.#framed(buffer.size - FOOTER_BYTES);
  }

  #framed(length: number): Uint8Array {
    const buffer = this.#buffer;
    buffer.rawUint32(0);
    buffer.rawUint32(length);
    const lengthChecksum = maskedCrc32c(buffer.written(), 0, LENGTH_BYTES);
    buffer.dropFirst(LENGTH_BYTES);
    const payload = buffer.written();
    const payloadChecksum = maskedCrc32c(payload, 0, length);
    new DataView(payload.buffer, payload.byteOffset + length, FOOTER_BYTES).setUint32(
      0,
      payloadChecksum,
      true,
    );
    buffer.rawUint32(lengthChecksum);
    buffer.rawUint32(0);
    buffer.rawUint32(length);
    return buffer.take();
  }
}
