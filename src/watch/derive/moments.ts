/** Pairs up what a run logged of real and generated samples, step by step. */
import type { BlobIndex } from "../../store/index.ts";

/** Rows of the indexes whose values belong together. */
export interface Moment {
  readonly step: bigint;
  readonly wallTime: number;
  readonly real: number;
  readonly fake: number;
  /** Null where nothing was logged of it at this step. */
  readonly heldOut: number | null;
  /** The generated samples one moment earlier; null at the first. */
  readonly before: number | null;
}

export interface Indexes {
  readonly real: BlobIndex;
  readonly fake: BlobIndex;
  readonly heldOut: BlobIndex | null;
}

export interface Pairing {
  readonly needsEqualSteps: boolean;
  /** Moments beyond this step may still lack a side. */
  readonly throughStep: bigint;
}

/**
 * One moment a generated row from `fromRow` on that has a real partner: at the same step, or, unless equal steps are
 * needed, the latest before. `nextRow` is the first row that is not settled yet.
 */
export function momentsFrom(
  fromRow: number,
  { real, fake, heldOut }: Indexes,
  { needsEqualSteps, throughStep }: Pairing,
): { readonly moments: readonly Moment[]; readonly nextRow: number } {
  const realRows = new RowsByStep(real);
  const heldOutRows = heldOut === null ? null : new RowsByStep(heldOut);
  const moments: Moment[] = [];
  let row = fromRow;
  for (; row < fake.steps.length; row++) {
    const step = fake.steps[row] ?? 0n;
    if (step > throughStep) break;
    const partner = needsEqualSteps ? realRows.at(step) : realRows.atOrBefore(step);
    if (partner === null) continue;
    const wallTime = fake.wallTimes[row] ?? Number.NaN;
    const before = row === 0 ? null : row - 1;
    moments.push({
      step,
      wallTime,
      real: partner,
      fake: row,
      heldOut: heldOutRows?.at(step) ?? null,
      before,
    });
  }
  return { moments, nextRow: row };
}

class RowsByStep {
  readonly #steps: readonly bigint[];
  readonly #rows: ReadonlyMap<bigint, number>;

  constructor({ steps }: BlobIndex) {
    // The latest row of a step counts: a restarted run wrote it again.
    this.#rows = new Map(Array.from(steps, (step, row) => [step, row]));
    this.#steps = [...this.#rows.keys()].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  }

  at(step: bigint): number | null {
    return this.#rows.get(step) ?? null;
  }

  atOrBefore(step: bigint): number | null {
    let low = 0;
    let high = this.#steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#steps[middle] ?? 0n) <= step) low = middle + 1;
      else high = middle;
    }
    const found = this.#steps[low - 1];
    return found === undefined ? null : this.at(found);
  }
}
