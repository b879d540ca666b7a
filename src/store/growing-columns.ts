/** Columns that grow in place, so that appending a point does not copy the series. */
import type { BlobColumns, ScalarColumns } from "../model/index.ts";
import type { Column } from "./merge-files.ts";

const FIRST_CAPACITY_ROWS = 64;
/** Half as much again: less slack than doubling for about the same copying. */
const GROWTH_FACTOR = 1.5;

class GrowingColumn<T extends Column<T>> {
  #kept: T;
  #length = 0;
  readonly #allocate: (rows: number) => T;

  constructor(allocate: (rows: number) => T) {
    this.#allocate = allocate;
    this.#kept = allocate(0);
  }

  /** A view of what is kept: to be copied before the next `append` or before it leaves the store. */
  get rows(): T {
    return this.#kept.subarray(0, this.#length);
  }

  append(added: T): void {
    const length = this.#length + added.length;
    if (length > this.#kept.length) {
      const before = this.rows;
      const capacity = Math.max(FIRST_CAPACITY_ROWS, length, Math.ceil(before.length * GROWTH_FACTOR));
      this.#kept = this.#allocate(capacity);
      this.#kept.set(before, 0);
    }
    this.#kept.set(added, this.#length);
    this.#length = length;
  }
}

const steps = () => new GrowingColumn<BigInt64Array>((rows) => new BigInt64Array(rows));
const floats = () => new GrowingColumn<Float64Array>((rows) => new Float64Array(rows));
const counts = () => new GrowingColumn<Uint32Array>((rows) => new Uint32Array(rows));

export class GrowingScalars {
  readonly #steps = steps();
  readonly #wallTimes = floats();
  readonly #values = floats();

  append(added: ScalarColumns): void {
    this.#steps.append(added.steps);
    this.#wallTimes.append(added.wallTimes);
    this.#values.append(added.values);
  }

  get rows(): ScalarColumns {
    return { steps: this.#steps.rows, wallTimes: this.#wallTimes.rows, values: this.#values.rows };
  }
}

export class GrowingBlobs {
  readonly #steps = steps();
  readonly #wallTimes = floats();
  readonly #offsets = floats();
  readonly #lengths = floats();
  readonly #itemCounts = counts();

  append(added: BlobColumns): void {
    this.#steps.append(added.steps);
    this.#wallTimes.append(added.wallTimes);
    this.#offsets.append(added.offsets);
    this.#lengths.append(added.lengths);
    this.#itemCounts.append(added.itemCounts);
  }

  get rows(): BlobColumns {
    return {
      steps: this.#steps.rows,
      wallTimes: this.#wallTimes.rows,
      offsets: this.#offsets.rows,
      lengths: this.#lengths.rows,
      itemCounts: this.#itemCounts.rows,
    };
  }
}
