/** Reads SummaryMetadata: which plugin owns a tag, and how the writer described it. */
import { METADATA, PLUGIN_DATA } from "./fields.ts";
import { decodeUtf8 } from "./utf8.ts";
import { keyOf, WIRE, type WireCursor } from "./wire-cursor.ts";

export interface SummaryMetadata {
  readonly plugin: string;
  /** Position of `plugin_data.content` in the cursor's bytes. */
  readonly contentFrom: number;
  readonly contentTo: number;
  readonly displayName: string;
  readonly description: string;
  /** See `DATA_CLASS`. */
  readonly dataClass: number;
}

const PLUGIN_DATA_KEY = keyOf(METADATA.pluginData, WIRE.bytes);
const DISPLAY_NAME_KEY = keyOf(METADATA.displayName, WIRE.bytes);
const DESCRIPTION_KEY = keyOf(METADATA.description, WIRE.bytes);
const DATA_CLASS_KEY = keyOf(METADATA.dataClass, WIRE.varint);
const PLUGIN_NAME_KEY = keyOf(PLUGIN_DATA.pluginName, WIRE.bytes);
const CONTENT_KEY = keyOf(PLUGIN_DATA.content, WIRE.bytes);

export const NO_METADATA: SummaryMetadata = {
  plugin: "",
  contentFrom: 0,
  contentTo: 0,
  displayName: "",
  description: "",
  dataClass: 0,
};

export function readMetadata(cursor: WireCursor, from: number, to: number): SummaryMetadata {
  let pluginData = { plugin: "", contentFrom: from, contentTo: from };
  let displayName = "";
  let description = "";
  let dataClass = 0;
  cursor.at = from;
  cursor.end = to;
  while (cursor.at < to) {
    const key = cursor.key();
    if (key === PLUGIN_DATA_KEY) pluginData = readPluginData(cursor);
    else if (key === DISPLAY_NAME_KEY) displayName = readString(cursor);
    else if (key === DESCRIPTION_KEY) description = readString(cursor);
    else if (key === DATA_CLASS_KEY) {
      cursor.varint();
      dataClass = cursor.low;
    } else cursor.skip(key);
  }
  return { ...pluginData, displayName, description, dataClass };
}

function readPluginData(cursor: WireCursor): { plugin: string; contentFrom: number; contentTo: number } {
  const outerEnd = cursor.end;
  const end = cursor.lengthPrefix();
  const found = { plugin: "", contentFrom: end, contentTo: end };
  cursor.end = end;
  while (cursor.at < end) {
    const key = cursor.key();
    if (key === PLUGIN_NAME_KEY) found.plugin = readString(cursor);
    else if (key === CONTENT_KEY) {
      found.contentTo = cursor.lengthPrefix();
      found.contentFrom = cursor.at;
      cursor.at = found.contentTo;
    } else cursor.skip(key);
  }
  cursor.end = outerEnd;
  return found;
}

/** The text of a length-delimited field whose key was just read. */
export function readString(cursor: WireCursor): string {
  const end = cursor.lengthPrefix();
  const text = decodeUtf8(cursor.bytes, cursor.at, end);
  cursor.at = end;
  return text;
}
