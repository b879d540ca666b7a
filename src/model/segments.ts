/** Splits a series where its steps go back, because a restarted run rewrites steps that it already logged. */

/** A stretch of non-decreasing steps: rows `from` (inclusive) to `to` (exclusive). */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /**
   * First step of this stretch that a later stretch covers again, or null. Rows at or after it
   * are history that was superseded: drawn as a ghost, never dropped.
   */
  readonly supersededFromStep: number | null;
}

/** Equal steps stay in one segment, in arrival order; only a smaller step starts a new one. */
export function segmentsOf(steps: Float64Array): Segment[] {
  const starts = [0];
  let before = steps[0] ?? 0;
  for (let i = 1; i < steps.length; i++) {
    const step = steps[i] ?? 0;
    if (step < before) starts.push(i);
    before = step;
  }
  if (steps.length === 0) return [];
  const rows = starts.map((from, s) => ({ from, to: starts[s + 1] ?? steps.length }));
  const superseded = supersededFromSteps(
    rows.map(({ from, to }) => ({ firstStep: steps[from] ?? 0, lastStep: steps[to - 1] ?? 0 })),
  );
  return rows.map((segment, s) => ({ ...segment, supersededFromStep: superseded[s] ?? null }));
}

/** See `Segment.supersededFromStep`; of segments in order, with the first and last step of each. */
export function supersededFromSteps(
  segments: readonly { readonly firstStep: number; readonly lastStep: number }[],
): (number | null)[] {
  let lowestLaterStart = Number.POSITIVE_INFINITY;
  return segments
    .toReversed()
    .map(({ firstStep, lastStep }) => {
      const supersededFromStep = lowestLaterStart <= lastStep ? lowestLaterStart : null;
      lowestLaterStart = Math.min(lowestLaterStart, firstStep);
      return supersededFromStep;
    })
    .reverse();
}
