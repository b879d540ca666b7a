/** Lets the scanner read what it can of a file's records, into the same rows as the general way. */
import type { EventRows } from "./event-rows.ts";
import type { PlainScalars } from "./plain-scalars.ts";
import type { ScalarScanner } from "./scalar-scanner.ts";
import type { Skimmer } from "./skimmer.ts";

/** Fewer are not worth handing over: a record that was put together from two chunks. */
const SKIMMED_BYTES = 128;

export class PlainRecords implements Skimmer {
  recordCount = 0;
  readonly #scanner: ScalarScanner;
  readonly #rows: EventRows;
  readonly #plain: PlainScalars;

  constructor(scanner: ScalarScanner, rows: EventRows, plain: PlainScalars) {
    this.#scanner = scanner;
    this.#rows = rows;
    this.#plain = plain;
  }

  turnTo(bytes: Uint8Array): void {
    this.#scanner.turnTo(bytes);
  }

  skim(from: number, to: number): number {
    const scanner = this.#scanner;
    const rows = this.#rows;
    let at = from;
    this.recordCount = 0;
    if (to - from < SKIMMED_BYTES) return from;
    scanner.wallTime = this.#plain.wallTime;
    for (;;) {
      rows.reserve(rows.length + scanner.mostRowsAtOnce);
      scanner.rowCount = rows.length;
      const stopped = scanner.scan(at, to);
      rows.length = scanner.rowCount;
      this.recordCount += scanner.recordCount;
      const isOver = stopped === at || scanner.isForeign;
      at = stopped;
      if (isOver) break;
    }
    this.#plain.wallTime = scanner.wallTime;
    return at;
  }
}
