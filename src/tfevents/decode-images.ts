/** Reads image values: encoded files and the size that they share. */
import { tensorOf } from "./decode-tensor.ts";
import { IMAGE, VALUE } from "./fields.ts";
import { type OpenedValue, unexpectedValue, withValue } from "./opened-value.ts";
import { decodeUtf8 } from "./utf8.ts";
import { keyOf, WIRE } from "./wire-cursor.ts";

export interface Images {
  /** In pixels, as the writer says. */
  readonly width: number;
  readonly height: number;
  /** Image files as written, of any type (see `imageType`); views into the value. */
  readonly images: readonly Uint8Array[];
}

const WANTED = "images";
const HEIGHT_KEY = keyOf(IMAGE.height, WIRE.varint);
const WIDTH_KEY = keyOf(IMAGE.width, WIRE.varint);
const ENCODED_KEY = keyOf(IMAGE.encoded, WIRE.bytes);

/** The images of a Summary.Value message, TF1 (one) or TF2. Throws `ExplainedError` where it holds none. */
export function decodeImages(value: Uint8Array): Images {
  return withValue(value, (opened) =>
    opened.parts.payload === VALUE.image ? legacyImage(opened) : tensorImages(opened),
  );
}

function tensorImages(opened: OpenedValue): Images {
  const tensor = tensorOf(opened, WANTED);
  if (tensor.kind !== "strings")
    throw unexpectedValue(WANTED, `its elements are ${tensor.dtype}, not strings`);
  const [width, height, ...images] = tensor.values;
  return { width: pixelsOf(width), height: pixelsOf(height), images };
}

function pixelsOf(digits: Uint8Array | undefined): number {
  const text = digits === undefined ? "" : decodeUtf8(digits, 0, Math.min(digits.length, 16));
  const pixels = Number.parseInt(text, 10);
  if (pixels >= 0) return pixels;
  throw unexpectedValue(WANTED, `its size is given as ${JSON.stringify(text)}`);
}

function legacyImage({ cursor, parts }: OpenedValue): Images {
  const found = { width: 0, height: 0 };
  let encoded: Uint8Array = new Uint8Array(0);
  cursor.at = parts.payloadFrom;
  cursor.end = parts.payloadTo;
  while (cursor.at < parts.payloadTo) {
    const key = cursor.key();
    if (key === HEIGHT_KEY || key === WIDTH_KEY) {
      cursor.varint();
      found[key === HEIGHT_KEY ? "height" : "width"] = cursor.low;
    } else if (key === ENCODED_KEY) {
      const end = cursor.lengthPrefix();
      encoded = cursor.bytes.subarray(cursor.at, end);
      cursor.at = end;
    } else cursor.skip(key);
  }
  return { ...found, images: [encoded] };
}
