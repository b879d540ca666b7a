/** Turns one Summary.Value into a row: a number for a scalar, a reference to its bytes for anything else. */
import type { DataLoss, TagInfo } from "../model/index.ts";
import type { EventRows } from "./event-rows.ts";
import { VALUE } from "./fields.ts";
import { NO_METADATA, readMetadata, type SummaryMetadata } from "./summary-metadata.ts";
import type { TagEntry, TagTable } from "./tag-table.ts";
import { TensorHeader } from "./tensor-header.ts";
import { refined, tagInfoOf } from "./value-kind.ts";
import { ValueParts } from "./value-parts.ts";
import type { WireCursor } from "./wire-cursor.ts";

/** Strings of an image tensor before its images: width and height. */
const IMAGE_TENSOR_HEADER = 2;
const AUDIO_WITH_LABELS_RANK = 2;
/** A hostile tag may be megabytes; a reason is read by people. */
const QUOTED_TAG_LENGTH = 80;

/** A stretch of the file that stands for a value which is not a Summary.Value, as a graph does. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

export class ValueDecoder {
  /** Values that do not fit their tag, within records that otherwise count. */
  readonly losses: DataLoss[] = [];
  readonly #tags: TagTable;
  readonly #rows: EventRows;
  readonly #parts = new ValueParts();
  readonly #tensor = new TensorHeader();
  /** What tags were before the current event, so that an event that turns out malformed leaves no trace. */
  readonly #undo: { readonly entry: TagEntry; readonly info: TagInfo | null }[] = [];

  constructor(tags: TagTable, rows: EventRows) {
    this.#tags = tags;
    this.#rows = rows;
  }

  startEvent(): void {
    if (this.#undo.length > 0) this.#undo.length = 0;
  }

  /** Takes back what the current event said about tags; its rows and losses are the caller's to drop. */
  undoEvent(): void {
    for (const { entry, info } of this.#undo.reverse()) entry.info = info;
    this.#undo.length = 0;
  }

  /** Decodes the value between `cursor.at` and `end`, which lies at `offset` in the file. */
  decode(cursor: WireCursor, end: number, offset: number): void {
    const parts = this.#parts;
    const from = cursor.at;
    parts.scan(cursor, from, end);
    const entry = this.#tags.find(cursor.bytes, parts.tagFrom, parts.tagTo);
    const isOneNumber = this.#readPayload(cursor);
    if (entry.info === null || (parts.hasMetadata && entry.info.plugin === "")) {
      this.#learn(entry, cursor, isOneNumber);
    }
    if (entry.info?.kind !== "scalar") {
      const itemCount = this.#itemCount(cursor, entry.info);
      this.#rows.addBlob(entry.index, { offset, length: end - from, itemCount });
    } else if (isOneNumber) {
      const value = parts.payload === VALUE.tensor ? this.#tensor.scalar : parts.simpleValue;
      this.#rows.addScalar(entry.index, value);
    } else this.#lose(entry.tag, { offset, length: end - from });
  }

  /** Records bytes that are no Summary.Value under `tag`, of the given plugin if the tag is new. */
  addGraph(tag: string, plugin: string, { offset, length }: Stretch): void {
    const entry = this.#tags.named(tag);
    if (entry.info === null)
      this.#setInfo(entry, { tag, kind: "graph", plugin, displayName: "", description: "" });
    if (entry.info?.kind === "scalar") this.#lose(tag, { offset, length });
    else this.#rows.addBlob(entry.index, { offset, length, itemCount: 1 });
  }

  /** Whether the payload is one real number. */
  #readPayload(cursor: WireCursor): boolean {
    const parts = this.#parts;
    if (parts.payload === VALUE.simpleValue) return true;
    if (parts.payload !== VALUE.tensor) return false;
    this.#tensor.scan(cursor, parts.payloadFrom, parts.payloadTo);
    return this.#tensor.readScalar(cursor);
  }

  #learn(entry: TagEntry, cursor: WireCursor, isOneNumber: boolean): void {
    const { payload } = this.#parts;
    const metadata = this.#metadata(cursor);
    const isRankZero = payload === VALUE.tensor && this.#tensor.rank === 0;
    if (entry.info === null) {
      this.#setInfo(entry, tagInfoOf({ tag: entry.tag, metadata, payload, isOneNumber, isRankZero }));
    } else if (metadata.plugin !== "") this.#setInfo(entry, refined(entry.info, metadata));
  }

  #metadata(cursor: WireCursor): SummaryMetadata {
    const { hasMetadata, metadataFrom, metadataTo } = this.#parts;
    return hasMetadata ? readMetadata(cursor, metadataFrom, metadataTo) : NO_METADATA;
  }

  #setInfo(entry: TagEntry, info: TagInfo): void {
    this.#undo.push({ entry, info: entry.info });
    entry.info = info;
  }

  #itemCount(cursor: WireCursor, info: TagInfo | null): number {
    if (this.#parts.payload !== VALUE.tensor) return 1;
    const tensor = this.#tensor;
    switch (info?.kind) {
      case "image":
        return Math.max(0, tensor.countStrings(cursor) - IMAGE_TENSOR_HEADER);
      case "text":
        return tensor.countStrings(cursor);
      case "audio": {
        const strings = tensor.countStrings(cursor);
        return tensor.rank === AUDIO_WITH_LABELS_RANK ? Math.min(strings, tensor.firstDimension) : strings;
      }
      default:
        return 1;
    }
  }

  #lose(tag: string, { offset, length }: Stretch): void {
    const quoted = JSON.stringify(tag.slice(0, QUOTED_TAG_LENGTH));
    const reason = `A value of the scalar tag ${quoted} is not one real number (${payloadName(this.#parts.payload)}).`;
    this.losses.push({ offset, bytes: length, reason });
  }
}

function payloadName(field: number): string {
  const name = Object.entries(VALUE).find(([, number]) => number === field)?.[0];
  return name ?? "no payload";
}
