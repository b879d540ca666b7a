/** Series answers: parts that follow one another, so that neither side holds or computes an answer in one piece. */
import type { SegmentView, SeriesView } from "../model/index.ts";
import type { Column } from "./columns.ts";
import { FrameReader, framed } from "./frames.ts";
import { type PartOptions, packPart, type SentSeries, unpackPart } from "./series-part.ts";
import { rowCountOf } from "./series-tail.ts";

/** Rows after which a part ends: a few milliseconds of packing, and tens of kilobytes. */
const ROWS_A_PART = 8192;

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
    return framed(part);
  }
}

/** Takes an answer in pieces of any size, and gives the series as they become whole. */
export class PartsReader {
  readonly #knownOf: (run: string, tag: string) => SeriesView | null;
  readonly #frames = new FrameReader();
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
    return this.#frames.add(piece).flatMap((buffer) => {
      const part = unpackPart(buffer, this.#knownOf);
      this.#mark = part.mark;
      return part.views;
    });
  }

  /** Throws `RangeError` where the answer ends inside a part. */
  end(): void {
    this.#frames.end();
  }
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
