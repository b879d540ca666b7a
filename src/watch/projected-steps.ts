/** Which of the logged steps a projection through time shows. */

export interface LoggedStep {
  readonly step: number;
  /** Row of the value in the log. */
  readonly entry: number;
}

/** Steps that increase: where a restart logged some again, the newest of each. */
export function branchOf(steps: ArrayLike<number>): readonly LoggedStep[] {
  const branch: LoggedStep[] = [];
  let earliestLater = Number.POSITIVE_INFINITY;
  for (let entry = steps.length - 1; entry >= 0; entry--) {
    const step = steps[entry] ?? Number.POSITIVE_INFINITY;
    if (step >= earliestLater) continue;
    branch.push({ step, entry });
    earliestLater = step;
  }
  return branch.reverse();
}

/** At most `count`, even in order, with the first and the last. */
export function evenly<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  const picked = Array.from({ length: count }, (_, at) =>
    Math.round((at * (all.length - 1)) / Math.max(1, count - 1)),
  );
  return picked.flatMap((at) => all[at] ?? []);
}
