/** Where the parts of one Summary.Value lie in its bytes, whatever their order. */
import { VALUE } from "./fields.ts";
import { keyOf, WIRE, type WireCursor } from "./wire-cursor.ts";

const TAG_KEY = keyOf(VALUE.tag, WIRE.bytes);
const NODE_NAME_KEY = keyOf(VALUE.nodeName, WIRE.bytes);
const SIMPLE_VALUE_KEY = keyOf(VALUE.simpleValue, WIRE.fixed32);
const METADATA_KEY = keyOf(VALUE.metadata, WIRE.bytes);
const NO_PAYLOAD = 0;

/** Reused from value to value: `scan` overwrites everything. */
export class ValueParts {
  /** The tag, or the node name where the tag is empty, as very old writers left it. */
  tagFrom = 0;
  tagTo = 0;
  /** Field number of the last payload, 0 if none. */
  payload: number = NO_PAYLOAD;
  payloadFrom = 0;
  payloadTo = 0;
  simpleValue = 0;
  hasMetadata = false;
  metadataFrom = 0;
  metadataTo = 0;
  #nodeNameFrom = 0;
  #nodeNameTo = 0;

  scan(cursor: WireCursor, from: number, to: number): void {
    this.#reset(from);
    cursor.at = from;
    cursor.end = to;
    while (cursor.at < to) {
      const key = cursor.key();
      if (key === SIMPLE_VALUE_KEY) {
        this.payload = VALUE.simpleValue;
        this.simpleValue = cursor.float();
      } else if ((key & 7) === WIRE.bytes) {
        const end = cursor.lengthPrefix();
        this.#keep(key, cursor.at, end);
        cursor.at = end;
      } else cursor.skip(key);
    }
    if (this.tagFrom === this.tagTo) {
      this.tagFrom = this.#nodeNameFrom;
      this.tagTo = this.#nodeNameTo;
    }
  }

  #reset(from: number): void {
    this.tagFrom = from;
    this.tagTo = from;
    this.#nodeNameFrom = from;
    this.#nodeNameTo = from;
    this.payload = NO_PAYLOAD;
    this.payloadFrom = from;
    this.payloadTo = from;
    this.hasMetadata = false;
  }

  #keep(key: number, from: number, to: number): void {
    if (key === TAG_KEY) {
      this.tagFrom = from;
      this.tagTo = to;
    } else if (key === METADATA_KEY) {
      this.hasMetadata = true;
      this.metadataFrom = from;
      this.metadataTo = to;
    } else if (key === NODE_NAME_KEY) {
      this.#nodeNameFrom = from;
      this.#nodeNameTo = to;
    } else if (isPayload(key >>> 3)) {
      this.payload = key >>> 3;
      this.payloadFrom = from;
      this.payloadTo = to;
    }
  }
}

function isPayload(field: number): boolean {
  return (
    field === VALUE.tensor ||
    field === VALUE.image ||
    field === VALUE.histogram ||
    field === VALUE.audio ||
    field === VALUE.oldStyleHistogram
  );
}
