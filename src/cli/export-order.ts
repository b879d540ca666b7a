/** Brings rows of many tags into one order, as they were logged, without sorting them all in memory. */

export interface OrderedRow {
  readonly column: number;
  readonly row: number;
}

/**
 * Every row of every column by wall time; each column keeps its own order, also where its wall times go back.
 * Rows of equal time come in order of their columns.
 */
export function* inTimeOrder(wallTimes: readonly Float64Array[]): Generator<OrderedRow> {
  const heads = wallTimes.map((column, index): Head => ({ column: index, row: 0, time: column[0] ?? 0 }));
  const waiting = new Heap(heads.filter(({ column }) => (wallTimes[column]?.length ?? 0) > 0));
  for (let head = waiting.first; head !== undefined; head = waiting.first) {
    yield { column: head.column, row: head.row };
    const column = wallTimes[head.column] ?? new Float64Array(0);
    head.row++;
    if (head.row === column.length) waiting.dropFirst();
    else {
      head.time = Math.max(head.time, column[head.row] ?? 0);
      waiting.sinkFirst();
    }
  }
}

/** The next row of a column; `time` is the latest wall time of its rows so far. */
interface Head {
  readonly column: number;
  row: number;
  time: number;
}

/** A binary heap whose first entry is the one to be written next. */
class Heap {
  readonly #heads: Head[];

  constructor(heads: readonly Head[]) {
    this.#heads = [...heads].sort((one, other) => (isBefore(one, other) ? -1 : 1));
  }

  get first(): Head | undefined {
    return this.#heads[0];
  }

  dropFirst(): void {
    const last = this.#heads.pop();
    if (last === undefined || this.#heads.length === 0) return;
    this.#heads[0] = last;
    this.sinkFirst();
  }

  /** Puts the first entry where it belongs after it has grown. */
  sinkFirst(): void {
    const heads = this.#heads;
    const [sinking] = heads;
    if (sinking === undefined) return;
    let at = 0;
    for (;;) {
      const left = heads[2 * at + 1];
      const right = heads[2 * at + 2];
      const isRight = right !== undefined && left !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !isBefore(child, sinking)) break;
      heads[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heads[at] = sinking;
  }
}

function isBefore(one: Head, other: Head): boolean {
  return one.time < other.time || (one.time === other.time && one.column < other.column);
}
