/** Pairs up what a run logged of real and generated samples, step by step. */
import type { BlobIndex } from "../../store/index.ts";

/** Rows of the indexes whose values belong together. */
export interface Moment {
  /** Counted from 0 over the whole log. */
  readonly place: number;
  readonly step: bigint;
  readonly wallTime: number;
  readonly real: number;
  readonly fake: number;
  /** Null where nothing was logged of it: at this step, or, unless equal steps are needed, up to it. */
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

export interface FoundMoments {
  readonly moments: readonly Moment[];
  /** The first row that is not settled yet. */
  readonly nextRow: number;
  /** How many moments the log has up to there, those before `fromRow` among them. */
  readonly total: number;
}

/**
 * One moment a generated row from `fromRow` on that has a real partner: at the same step, or, unless equal steps are
 * needed, the latest before.
 */
export function momentsFrom(
  fromRow: number,
  { real, fake, heldOut }: Indexes,
  { needsEqualSteps, throughStep }: Pairing,
): FoundMoments {
  const realRows = new RowsByStep(real);
  const heldOutRows = heldOut === null ? null : new RowsByStep(heldOut);
  const partnerOf = (rows: RowsByStep, step: bigint) =>
    needsEqualSteps ? rows.at(step) : rows.atOrBefore(step);
  const moments: Moment[] = [];
  let total = 0;
  let row = 0;
  for (; row < fake.steps.length; row++) {
    const step = fake.steps[row] ?? 0n;
    if (row >= fromRow && step > throughStep) break;
    const partner = partnerOf(realRows, step);
    if (partner === null) continue;
    const place = total++;
    if (row < fromRow) continue;
    const wallTime = fake.wallTimes[row] ?? Number.NaN;
    const before = row === 0 ? null : row - 1;
    moments.push({
      place,
      step,
      wallTime,
      real: partner,
      fake: row,
      heldOut: heldOutRows === null ? null : partnerOf(heldOutRows, step),
      before,
    });
  }
  return { moments, nextRow: row, total };
}

/** Logs mostly grow step by step; then places are found in the index itself, and nothing is made of 50,000 rows. */
class RowsByStep {
  readonly #steps: BigInt64Array;
  /** Of the place of a step its row; null where they are the same. */
  readonly #rows: Uint32Array | null;

  constructor({ steps }: BlobIndex) {
    const isGrowing = steps.every((step, row) => row === 0 || step > (steps[row - 1] ?? step));
    if (isGrowing) {
      this.#steps = steps;
      this.#rows = null;
      return;
    }
    // The latest row of a step counts: a restarted run wrote it again.
    const rows = new Map(Array.from(steps, (step, row) => [step, row]));
    this.#steps = BigInt64Array.from(rows.keys()).sort();
    this.#rows = Uint32Array.from(this.#steps, (step) => rows.get(step) ?? 0);
  }

  at(step: bigint): number | null {
    const place = this.#countUpTo(step) - 1;
    return this.#steps[place] === step ? this.#rowAt(place) : null;
  }

  atOrBefore(step: bigint): number | null {
    const place = this.#countUpTo(step) - 1;
    return place < 0 ? null : this.#rowAt(place);
  }

  #rowAt(place: number): number {
    return this.#rows === null ? place : (this.#rows[place] ?? 0);
  }

  #countUpTo(step: bigint): number {
    let [low, high] = [0, this.#steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#steps[middle] ?? 0n) <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
