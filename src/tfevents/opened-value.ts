/** Opens one Summary.Value for a decoder, and turns whatever is wrong with it into an explained error. */
import { ExplainedError } from "../model/index.ts";
import { VALUE } from "./fields.ts";
import { TensorHeader } from "./tensor-header.ts";
import { ValueParts } from "./value-parts.ts";
import { MalformedMessage, WireCursor } from "./wire-cursor.ts";

export interface OpenedValue {
  readonly cursor: WireCursor;
  readonly parts: ValueParts;
}

/** Runs `decode` on the message. Throws `ExplainedError` TFEVENTS_VALUE_MALFORMED where its bytes are broken. */
export function withValue<Result>(value: Uint8Array, decode: (opened: OpenedValue) => Result): Result {
  const cursor = new WireCursor();
  const parts = new ValueParts();
  try {
    cursor.open(value, 0, value.length);
    parts.scan(cursor, 0, value.length);
    return decode({ cursor, parts });
  } catch (cause) {
    if (!(cause instanceof MalformedMessage)) throw cause;
    throw new ExplainedError({
      code: "TFEVENTS_VALUE_MALFORMED",
      what: `A summary value of ${value.length} bytes is not well formed: ${cause.message}.`,
      why: "It can't be shown; the other values of the file are not affected.",
      fix: "Log the value again, or check the program that wrote the file.",
      cause,
    });
  }
}

/** The header of the value's tensor. Throws `ExplainedError` TFEVENTS_VALUE_UNEXPECTED if it holds none. */
export function tensorHeaderOf({ cursor, parts }: OpenedValue, wanted: string): TensorHeader {
  if (parts.payload !== VALUE.tensor) throw unexpectedValue(wanted, "it holds no tensor of that kind");
  const header = new TensorHeader();
  header.scan(cursor, parts.payloadFrom, parts.payloadTo);
  return header;
}

export function unexpectedValue(wanted: string, found: string): ExplainedError {
  return new ExplainedError({
    code: "TFEVENTS_VALUE_UNEXPECTED",
    what: `A summary value can't be read as ${wanted}: ${found}.`,
    why: "Its tag was announced as such, so nothing else knows how to show it.",
    fix: "Log the value in the form that the plugin's documentation gives.",
  });
}
