/** Series answers: parts that follow one another, so that neither side holds or computes an answer in one piece. */
import type { SegmentView, SeriesView } from "../model/index.ts";
import type { Column } from "./columns.ts";
import { type PartOptions, packPart, type SentSeries, unpackPart } from "./series-part.ts";
import { rowCountOf } from "./series-tail.ts";

/** Rows after which a part ends: a few milliseconds of packing, and tens of kilobytes. */
const ROWS_A_PART = 8192;
/** Before each part: its length as uint32 LE, and as many bytes of zero, so that it begins at a multiple of 8. */
const FRAME_BYTES = 8;

/** Gathers series until they make a part. */
export class PartsWriter {
  readonly #options: PartOptions;
  #waiting: SentSeries[] = [];
  #rows = 0;

  constructor(options: PartOptions) {
    this.#options = options;
  }

  /** The part that this series completes, if it does. */
  add(series: SentSeries): Uint8Array<ArrayBuffer> | null {
    this.#waiting.push(series);
    if (series.view !== null) this.#rows += rowCountOf(series.view) - series.keptRows;
    return this.#rows >= ROWS_A_PART ? this.#part() : null;
  }

  /** The last part, perhaps of no series. */
  end(): Uint8Array<ArrayBuffer> {
    return this.#part();
  }

  #part(): Uint8Array<ArrayBuffer> {
    const part = packPart(this.#waiting, this.#options);
    this.#waiting = [];
    this.#rows = 0;
    const framed = new Uint8Array(FRAME_BYTES + part.length);
    new DataView(framed.buffer).setUint32(0, part.length, true);
    framed.set(part, FRAME_BYTES);
    return framed;
  }
}

/** Takes an answer in pieces of any size, and gives the series as they become whole. */
export class PartsReader {
  readonly #knownOf: (run: string, tag: string) => SeriesView | null;
  #pending = new Uint8Array();
  #mark = "";

  /** `knownOf` gives what the question's `since` and `mark` said is known. */
  constructor(knownOf: (run: string, tag: string) => SeriesView | null = () => null) {
    this.#knownOf = knownOf;
  }

  /** See `SeriesRequest.mark`. */
  get mark(): string {
    return this.#mark;
  }

  add(piece: Uint8Array): SeriesView[] {
    const bytes = new Uint8Array(this.#pending.length + piece.length);
    bytes.set(this.#pending);
    bytes.set(piece, this.#pending.length);
    const views: SeriesView[] = [];
    let at = 0;
    for (let end = endOfPart(bytes, at); end !== null; end = endOfPart(bytes, at)) {
      const part = unpackPart(bytes.slice(at + FRAME_BYTES, end).buffer, this.#knownOf);
      this.#mark = part.mark;
      views.push(...part.views);
      at = end;
    }
    this.#pending = bytes.subarray(at);
    return views;
  }

  /** Throws `RangeError` where the answer ends inside a part. */
  end(): void {
    const { length } = this.#pending;
    if (length > 0) throw new RangeError(`the answer ends ${length} bytes into a part`);
  }
}

/** null while it has not arrived. */
function endOfPart(bytes: Uint8Array, at: number): number | null {
  if (bytes.length < at + FRAME_BYTES) return null;
  const end = at + FRAME_BYTES + new DataView(bytes.buffer).getUint32(at, true);
  return end <= bytes.length ? end : null;
}

/** JSON for people: every number of the view, non-finite ones as null with the mask saying which. */
export function seriesAsJson(view: SeriesView): unknown {
  return { ...view, segments: view.segments.map(segmentAsJson) };
}

function segmentAsJson(segment: SegmentView): unknown {
  return Object.fromEntries(
    Object.entries(segment).map(([name, value]) => [
      name,
      ArrayBuffer.isView(value) ? Array.from(value as Column) : value,
    ]),
  );
}
