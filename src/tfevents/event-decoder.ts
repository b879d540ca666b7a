/** Turns the payload of one record, an Event, into rows. */
import type { EventRows } from "./event-rows.ts";
import {
  EVENT,
  GRAPH_TAG,
  META_GRAPH_TAG,
  SESSION_LOG,
  SESSION_STATUS_START,
  SOURCE_METADATA,
  SUMMARY,
  TAGGED_RUN_METADATA,
} from "./fields.ts";
import type { PlainScalars } from "./plain-scalars.ts";
import type { PayloadRange } from "./record-frames.ts";
import { readString } from "./summary-metadata.ts";
import type { TagTable } from "./tag-table.ts";
import { decodeUtf8 } from "./utf8.ts";
import { ValueDecoder } from "./value-decoder.ts";
import { keyOf, MalformedMessage, WIRE, WireCursor } from "./wire-cursor.ts";

const WALL_TIME_KEY = keyOf(EVENT.wallTime, WIRE.fixed64);
const STEP_KEY = keyOf(EVENT.step, WIRE.varint);
const SUMMARY_KEY = keyOf(EVENT.summary, WIRE.bytes);
const FILE_VERSION_KEY = keyOf(EVENT.fileVersion, WIRE.bytes);
const GRAPH_DEF_KEY = keyOf(EVENT.graphDef, WIRE.bytes);
const META_GRAPH_DEF_KEY = keyOf(EVENT.metaGraphDef, WIRE.bytes);
const SESSION_LOG_KEY = keyOf(EVENT.sessionLog, WIRE.bytes);
const TAGGED_RUN_METADATA_KEY = keyOf(EVENT.taggedRunMetadata, WIRE.bytes);
const SOURCE_METADATA_KEY = keyOf(EVENT.sourceMetadata, WIRE.bytes);
const VALUE_KEY = keyOf(SUMMARY.value, WIRE.bytes);
const STATUS_KEY = keyOf(SESSION_LOG.status, WIRE.varint);
const WRITER_KEY = keyOf(SOURCE_METADATA.writer, WIRE.bytes);
const RUN_TAG_KEY = keyOf(TAGGED_RUN_METADATA.tag, WIRE.bytes);
const RUN_METADATA_KEY = keyOf(TAGGED_RUN_METADATA.runMetadata, WIRE.bytes);

interface Described {
  readonly fileVersion: string;
  readonly writer: string;
}

export class EventDecoder {
  readonly values: ValueDecoder;
  readonly sessionStarts: bigint[] = [];
  described: Described = { fileVersion: "", writer: "" };
  readonly #plain: PlainScalars;
  readonly #rows: EventRows;
  readonly #cursor = new WireCursor();
  /** Offset in the file of byte 0 of the cursor's bytes. */
  #base = 0;
  #stepLow = 0;
  #stepHigh = 0;

  constructor(tags: TagTable, rows: EventRows, plain: PlainScalars) {
    this.#rows = rows;
    this.values = new ValueDecoder(tags, rows);
    this.#plain = plain;
  }

  /** Of the last event whose wall time was finite, in seconds. */
  get wallTime(): number {
    return this.#plain.wallTime;
  }

  /** Adds the rows of the Event in `range`. Returns null, or why it is not an Event; then nothing of it is kept. */
  decode(bytes: Uint8Array, range: PayloadRange): string | null {
    return this.#plain.add(bytes, range.from, range.to) ? null : this.#decodeAny(bytes, range);
  }

  #decodeAny(bytes: Uint8Array, range: PayloadRange): string | null {
    const rowCount = this.#rows.length;
    const lossCount = this.values.losses.length;
    const startCount = this.sessionStarts.length;
    const { described, wallTime } = this;
    this.#base = range.fileOffset - range.from;
    this.values.startEvent();
    try {
      this.#cursor.open(bytes, range.from, range.to);
      this.#decodeEvent(range.to);
      return null;
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      this.values.undoEvent();
      this.#rows.length = rowCount;
      this.values.losses.length = lossCount;
      this.sessionStarts.length = startCount;
      this.described = described;
      this.#plain.wallTime = wallTime;
      return error.message;
    }
  }

  /** Two passes, because the step may follow the values that it belongs to. */
  #decodeEvent(to: number): void {
    const payloadAt = this.#readStepAndTime(to);
    const cursor = this.#cursor;
    cursor.at = payloadAt;
    while (cursor.at < to) {
      const key = cursor.key();
      if ((key & 7) !== WIRE.bytes) {
        cursor.skip(key);
        continue;
      }
      const end = cursor.lengthPrefix();
      cursor.end = end;
      if (key === SUMMARY_KEY) this.#decodeSummary(end);
      else this.#decodeRareField(key, end);
      cursor.at = end;
      cursor.end = to;
    }
  }

  /** Returns where the first length-delimited field begins. */
  #readStepAndTime(to: number): number {
    const cursor = this.#cursor;
    let wallTime = 0;
    let payloadAt = to;
    this.#stepLow = 0;
    this.#stepHigh = 0;
    while (cursor.at < to) {
      const keyAt = cursor.at;
      const key = cursor.key();
      if (key === WALL_TIME_KEY) wallTime = cursor.double();
      else if (key === STEP_KEY) {
        cursor.varint();
        this.#stepLow = cursor.low;
        this.#stepHigh = cursor.high;
      } else {
        if (keyAt < payloadAt && (key & 7) === WIRE.bytes) payloadAt = keyAt;
        cursor.skip(key);
      }
    }
    if (Number.isFinite(wallTime)) this.#plain.wallTime = wallTime;
    this.#rows.startEvent(this.#stepLow, this.#stepHigh, this.wallTime);
    return payloadAt;
  }

  #decodeSummary(end: number): void {
    const cursor = this.#cursor;
    while (cursor.at < end) {
      const key = cursor.key();
      if (key === VALUE_KEY) {
        const valueEnd = cursor.lengthPrefix();
        this.values.decode(cursor, valueEnd, this.#base + cursor.at);
        cursor.at = valueEnd;
        cursor.end = end;
      } else cursor.skip(key);
    }
  }

  /** Everything but a summary; `cursor.at` … `end` is the field's bytes. */
  #decodeRareField(key: number, end: number): void {
    const cursor = this.#cursor;
    const stretch = { offset: this.#base + cursor.at, length: end - cursor.at };
    switch (key) {
      case FILE_VERSION_KEY:
        this.described = { ...this.described, fileVersion: decodeUtf8(cursor.bytes, cursor.at, end) };
        return;
      case GRAPH_DEF_KEY:
        this.values.addGraph(GRAPH_TAG, "graphs", stretch);
        return;
      case META_GRAPH_DEF_KEY:
        this.values.addGraph(META_GRAPH_TAG, "graphs", stretch);
        return;
      case SESSION_LOG_KEY:
        this.#decodeSessionLog(end);
        return;
      case TAGGED_RUN_METADATA_KEY:
        this.#decodeRunMetadata(end);
        return;
      case SOURCE_METADATA_KEY:
        this.#decodeSource(end);
    }
  }

  #decodeSessionLog(end: number): void {
    const cursor = this.#cursor;
    let status = 0;
    while (cursor.at < end) {
      const key = cursor.key();
      if (key === STATUS_KEY) {
        cursor.varint();
        status = cursor.low;
      } else cursor.skip(key);
    }
    if (status !== SESSION_STATUS_START) return;
    this.sessionStarts.push((BigInt(this.#stepHigh) << 32n) | BigInt(this.#stepLow >>> 0));
  }

  #decodeRunMetadata(end: number): void {
    const cursor = this.#cursor;
    let tag = "";
    let stretch = { offset: this.#base + end, length: 0 };
    while (cursor.at < end) {
      const key = cursor.key();
      if (key === RUN_TAG_KEY) tag = readString(cursor);
      else if (key === RUN_METADATA_KEY) {
        const metadataEnd = cursor.lengthPrefix();
        stretch = { offset: this.#base + cursor.at, length: metadataEnd - cursor.at };
        cursor.at = metadataEnd;
      } else cursor.skip(key);
    }
    this.values.addGraph(tag, "graph_tagged_run_metadata", stretch);
  }

  #decodeSource(end: number): void {
    const cursor = this.#cursor;
    while (cursor.at < end) {
      const key = cursor.key();
      if (key === WRITER_KEY) this.described = { ...this.described, writer: readString(cursor) };
      else cursor.skip(key);
    }
  }
}
