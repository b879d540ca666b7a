/** Reads an event file as its bytes arrive. */
import type { EventBatch, TagInfo } from "../model/index.ts";
import { EventDecoder } from "./event-decoder.ts";
import { EventRows } from "./event-rows.ts";
import { PlainRecords } from "./plain-records.ts";
import { PlainScalars } from "./plain-scalars.ts";
import { RecordFrames, type RecordSink } from "./record-frames.ts";
import { sharedScanner } from "./scalar-scanner.ts";
import { TagTable } from "./tag-table.ts";

export interface EventFileReaderOptions {
  /** An earlier batch's `resumeOffset`: the file offset of the first byte that will be given to `read`. Default 0. */
  readonly resumeOffset?: number;
  /** What earlier batches said about tags, so that their values keep their kinds. */
  readonly knownTags?: readonly TagInfo[];
  /** The earlier reader's `lastWallTimeSeconds`: stands in for a wall time that is not finite. Default 0. */
  readonly lastWallTimeSeconds?: number;
}

/**
 * Bytes of one event file in, columns out; chunks may be cut anywhere. Both checksums of every record are verified.
 *
 * - A record with a damaged payload is one loss, up to the next intact record inside its declared length or else
 *   to its end; one that is intact and not an Event is one loss too.
 * - Damaged framing is skipped up to the next intact record: one loss.
 * - A value that does not fit its scalar tag is a loss of that value alone; its record counts as read.
 * - Where a batch ends with an incomplete record, nothing of it is reported until the rest arrives.
 *
 * Never throws, whatever the bytes. A batch's `resumeOffset` is where a new reader, given the tags known so far,
 * continues exactly. In state `in-zeros` use such a new reader, because those bytes may be overwritten in place.
 *
 * Graph events are filed under TensorBoard's tags; their rows point at the serialized graph or run metadata,
 * all other blob rows at a Summary.Value. A tag whose first values named no plugin may get a better `info` later.
 */
export class EventFileReader {
  readonly #tags: TagTable;
  readonly #rows: EventRows;
  readonly #events: EventDecoder;
  readonly #frames: RecordFrames;

  /** With null for `scanner`, everything is read the general way: the same, and more slowly. */
  constructor(options: EventFileReaderOptions = {}, scanner = sharedScanner()) {
    const { resumeOffset = 0, knownTags = [], lastWallTimeSeconds = 0 } = options;
    const rows = new EventRows(scanner);
    this.#rows = rows;
    this.#tags = new TagTable(knownTags);
    const plain = new PlainScalars(this.#tags, { rows, scanner }, lastWallTimeSeconds);
    this.#events = new EventDecoder(this.#tags, rows, plain);
    const take: RecordSink = (bytes, payload) => {
      const fault = this.#events.decode(bytes, payload);
      if (fault === null) return null;
      return `A record of ${payload.to - payload.from} bytes with a valid checksum is not an Event: ${fault}.`;
    };
    const skimmer = scanner === null ? null : new PlainRecords(scanner, rows, plain);
    this.#frames = new RecordFrames(resumeOffset, take, skimmer);
  }

  /** Wall time of the last record that had a finite one, in seconds. */
  get lastWallTimeSeconds(): number {
    return this.#events.wallTime;
  }

  /**
   * Takes the file's next bytes, any number, and returns what became complete. Does not keep `chunk`.
   * With `isEndOfFile`, a record that is not complete but has whole ones inside its declared length is taken for
   * one that was cut by a killed writer; without such it is waited for.
   */
  read(chunk: Uint8Array, { isEndOfFile = false }: { readonly isEndOfFile?: boolean } = {}): EventBatch {
    const frames = this.#frames;
    const { values, sessionStarts } = this.#events;
    const recordsBefore = frames.recordCount;
    this.#rows.open();
    frames.feed(chunk);
    if (isEndOfFile) frames.searchUnfinished();
    const losses = [...frames.losses.splice(0), ...values.losses.splice(0)];
    return {
      tags: this.#rows.take(this.#tags.entries),
      losses: losses.sort((a, b) => a.offset - b.offset),
      sessionStarts: sessionStarts.splice(0),
      recordCount: frames.recordCount - recordsBefore,
      resumeOffset: frames.resumeOffset,
      ended: frames.state,
      ...this.#events.described,
    };
  }
}
