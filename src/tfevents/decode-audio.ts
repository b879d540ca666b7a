/** Reads audio values: encoded clips with their labels. */
import { tensorOf } from "./decode-tensor.ts";
import { AUDIO, VALUE } from "./fields.ts";
import { type OpenedValue, unexpectedValue, withValue } from "./opened-value.ts";
import { readString } from "./summary-metadata.ts";
import { decodeUtf8 } from "./utf8.ts";
import { keyOf, WIRE } from "./wire-cursor.ts";

export interface AudioClip {
  /** The file as written; a view into the value. */
  readonly encoded: Uint8Array;
  /** Markdown; "" if none. */
  readonly label: string;
}

export interface Audio {
  readonly clips: readonly AudioClip[];
  /** MIME type as the writer says; TF2 writers can only write WAV. */
  readonly contentType: string;
  /** In hertz; null where only the clips themselves know. */
  readonly sampleRate: number | null;
}

const WANTED = "audio";
const WAV = "audio/wav";
const SAMPLE_RATE_KEY = keyOf(AUDIO.sampleRate, WIRE.fixed32);
const ENCODED_KEY = keyOf(AUDIO.encoded, WIRE.bytes);
const CONTENT_TYPE_KEY = keyOf(AUDIO.contentType, WIRE.bytes);

/** The clips of a Summary.Value message, TF1 (one) or TF2. Throws `ExplainedError` where it holds none. */
export function decodeAudio(value: Uint8Array): Audio {
  return withValue(value, (opened) =>
    opened.parts.payload === VALUE.audio ? legacyAudio(opened) : tensorAudio(opened),
  );
}

function tensorAudio(opened: OpenedValue): Audio {
  const tensor = tensorOf(opened, WANTED);
  if (tensor.kind !== "strings")
    throw unexpectedValue(WANTED, `its elements are ${tensor.dtype}, not strings`);
  const { values, shape } = tensor;
  const hasLabels = shape.length === 2 && shape[1] === 2;
  const encodedClips = hasLabels ? values.filter((_, i) => i % 2 === 0) : values;
  const clips = encodedClips.map((encoded, i) => ({
    encoded,
    label: hasLabels ? decodeUtf8(values[i * 2 + 1] ?? new Uint8Array(0)) : "",
  }));
  return { clips, contentType: WAV, sampleRate: null };
}

function legacyAudio({ cursor, parts }: OpenedValue): Audio {
  let encoded: Uint8Array = new Uint8Array(0);
  let contentType = WAV;
  let sampleRate: number | null = null;
  cursor.at = parts.payloadFrom;
  cursor.end = parts.payloadTo;
  while (cursor.at < parts.payloadTo) {
    const key = cursor.key();
    if (key === SAMPLE_RATE_KEY) sampleRate = cursor.float();
    else if (key === CONTENT_TYPE_KEY) contentType = readString(cursor);
    else if (key === ENCODED_KEY) {
      const end = cursor.lengthPrefix();
      encoded = cursor.bytes.subarray(cursor.at, end);
      cursor.at = end;
    } else cursor.skip(key);
  }
  return { clips: [{ encoded, label: "" }], contentType, sampleRate };
}
