/** Reads histograms, TF1 and TF2, into bins. */
import type { Histogram } from "../model/index.ts";
import { tensorOf } from "./decode-tensor.ts";
import { HISTOGRAM, VALUE } from "./fields.ts";
import { type OpenedValue, unexpectedValue, withValue } from "./opened-value.ts";
import { keyOf, WIRE, type WireCursor } from "./wire-cursor.ts";

const COLUMNS = 3;
const WANTED = "a histogram";

/**
 * The bins of a Summary.Value message. A TF1 histogram is converted as TensorBoard's Python reader does: empty
 * bins at both ends are dropped, the first bin begins at the data's minimum and the last ends at its maximum.
 * Throws `ExplainedError` where the value is no histogram.
 */
export function decodeHistogram(value: Uint8Array): Histogram {
  return withValue(value, (opened) =>
    opened.parts.payload === VALUE.histogram ? legacyHistogram(opened) : tensorHistogram(opened),
  );
}

function tensorHistogram(opened: OpenedValue): Histogram {
  const tensor = tensorOf(opened, WANTED);
  const [binCount = 0, columns = 0] = tensor.shape;
  if (tensor.kind !== "numbers" || (binCount > 0 && (columns !== COLUMNS || tensor.shape.length !== 2))) {
    throw unexpectedValue(WANTED, `its tensor is ${tensor.dtype} of shape [${tensor.shape.join(", ")}]`);
  }
  const column = (index: number) =>
    Float64Array.from({ length: binCount }, (_, bin) => tensor.values[bin * COLUMNS + index] ?? 0);
  return { lefts: column(0), rights: column(1), counts: column(2) };
}

function legacyHistogram({ cursor, parts }: OpenedValue): Histogram {
  const found = { min: 0, max: 0, limits: [] as number[], counts: [] as number[] };
  cursor.at = parts.payloadFrom;
  cursor.end = parts.payloadTo;
  while (cursor.at < parts.payloadTo) {
    const key = cursor.key();
    if (key === keyOf(HISTOGRAM.min, WIRE.fixed64)) found.min = cursor.double();
    else if (key === keyOf(HISTOGRAM.max, WIRE.fixed64)) found.max = cursor.double();
    else if (key >>> 3 === HISTOGRAM.bucketLimit) appendDoubles(found.limits, cursor, key);
    else if (key >>> 3 === HISTOGRAM.bucket) appendDoubles(found.counts, cursor, key);
    else cursor.skip(key);
  }
  const { limits, counts } = found;
  if (limits.length !== counts.length) {
    throw unexpectedValue(WANTED, `it has ${limits.length} bin edges for ${counts.length} counts`);
  }
  return withinData(found);
}

/** One or several doubles, as the wire type of `key` says. */
function appendDoubles(values: number[], cursor: WireCursor, key: number): void {
  if ((key & 7) === WIRE.fixed64) values.push(cursor.double());
  else if ((key & 7) === WIRE.bytes) {
    const end = cursor.lengthPrefix();
    while (cursor.at < end) values.push(cursor.double());
  } else cursor.skip(key);
}

interface LegacyBins {
  readonly min: number;
  readonly max: number;
  /** Right edges; writers leave the last at the largest double. */
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}

function withinData({ min, max, limits, counts }: LegacyBins): Histogram {
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first < 0)
    return { lefts: new Float64Array(0), rights: new Float64Array(0), counts: new Float64Array(0) };
  const innerEdges = limits.slice(first, last);
  return {
    lefts: Float64Array.from([min, ...innerEdges]),
    rights: Float64Array.from([...innerEdges, max]),
    counts: Float64Array.from(counts.slice(first, last + 1)),
  };
}
