/** Long computations in small pieces: whoever drives one can show how far it is, draw what it has, or drop it. */

export const PHASES = ["reducing", "finding-neighbours", "calibrating", "optimising", "judging"] as const;
export type Phase = (typeof PHASES)[number];

export interface Progress {
  readonly phase: Phase;
  /** `done` of `total` pieces of this phase. */
  readonly done: number;
  readonly total: number;
}

/** Yields after each piece of a few milliseconds; to drop the work, do not ask for the next. */
export type Work<Result> = Generator<Progress, Result, void>;

/** Multiplications in a piece: some 5 ms, so that a worker hears of a cancellation in time. */
export const PIECE_MULTIPLICATIONS = 4_000_000;

/** Does all of it at once. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
