/** Reads the values that a run was started with, from the HPARAMS plugin's metadata. */

import { HPARAMS, MAP_ENTRY, PROTOBUF_VALUE, SESSION_START } from "./hparams-fields.ts";
import type { HyperparameterValue } from "./hyperparameter-content.ts";
import { withValue } from "./opened-value.ts";
import { readMetadata, readString } from "./summary-metadata.ts";
import { keyOf, WIRE, type WireCursor } from "./wire-cursor.ts";

export interface Hyperparameter {
  readonly name: string;
  readonly value: HyperparameterValue;
}

const SESSION_START_KEY = keyOf(HPARAMS.sessionStart, WIRE.bytes);
const PARAMETERS_KEY = keyOf(SESSION_START.parameters, WIRE.bytes);
const NAME_KEY = keyOf(MAP_ENTRY.key, WIRE.bytes);
const VALUE_KEY = keyOf(MAP_ENTRY.value, WIRE.bytes);
const NUMBER_KEY = keyOf(PROTOBUF_VALUE.number, WIRE.fixed64);
const STRING_KEY = keyOf(PROTOBUF_VALUE.string, WIRE.bytes);
const BOOL_KEY = keyOf(PROTOBUF_VALUE.bool, WIRE.varint);

/**
 * The hyperparameters of a Summary.Value message with the tag `_hparams_/session_start_info`, in the file's
 * order; [] for the plugin's other tags, and without those that are null, lists or structures, which no
 * TensorBoard API writes. Throws `ExplainedError` where the bytes are broken.
 */
export function decodeHyperparameters(value: Uint8Array): Hyperparameter[] {
  return withValue(value, ({ cursor, parts }) => {
    const found: Hyperparameter[] = [];
    if (!parts.hasMetadata) return found;
    const { contentFrom, contentTo } = readMetadata(cursor, parts.metadataFrom, parts.metadataTo);
    cursor.at = contentFrom;
    forEachMessage(cursor, { key: SESSION_START_KEY, end: contentTo }, (sessionEnd) => {
      forEachMessage(cursor, { key: PARAMETERS_KEY, end: sessionEnd }, (entryEnd) => {
        const parameter = readEntry(cursor, entryEnd);
        if (parameter !== null) found.push(parameter);
      });
    });
    return found;
  });
}

/** Calls `visit` at each message field with that key between `cursor.at` and `end`, and passes over the rest. */
function forEachMessage(
  cursor: WireCursor,
  { key, end }: { readonly key: number; readonly end: number },
  visit: (messageEnd: number) => void,
): void {
  cursor.end = end;
  while (cursor.at < end) {
    const found = cursor.key();
    if (found !== key) {
      cursor.skip(found);
      continue;
    }
    const messageEnd = cursor.lengthPrefix();
    visit(messageEnd);
    cursor.at = messageEnd;
    cursor.end = end;
  }
}

function readEntry(cursor: WireCursor, end: number): Hyperparameter | null {
  let name = "";
  let value: HyperparameterValue | null = null;
  cursor.end = end;
  while (cursor.at < end) {
    const key = cursor.key();
    if (key === NAME_KEY) name = readString(cursor);
    else if (key === VALUE_KEY) {
      const valueEnd = cursor.lengthPrefix();
      value = readProtobufValue(cursor, valueEnd);
      cursor.end = end;
    } else cursor.skip(key);
  }
  return value === null ? null : { name, value };
}

function readProtobufValue(cursor: WireCursor, end: number): HyperparameterValue | null {
  let value: HyperparameterValue | null = null;
  cursor.end = end;
  while (cursor.at < end) {
    const key = cursor.key();
    if (key === NUMBER_KEY) value = cursor.double();
    else if (key === STRING_KEY) value = readString(cursor);
    else if (key === BOOL_KEY) {
      cursor.varint();
      value = cursor.low !== 0;
    } else cursor.skip(key);
  }
  return value;
}
