/** How a long computation says how far it is: a worker can tell its page, or throw to stop. */

/** Called now and then with the share that is done, in [0, 1], never decreasing. What it throws ends the computation. */
export type Progress = (fractionDone: number) => void;

export const unobserved: Progress = () => {};

/** The listener for one part of a longer computation. */
export function partOf(whole: Progress, from: number, to: number): Progress {
  return (fractionDone) => whole(from + (to - from) * fractionDone);
}
