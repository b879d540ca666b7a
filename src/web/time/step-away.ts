/** Moves a cursor by steps that have data, or by even parts where none are known. */
import type { StepRange } from "../address/address.ts";

/** Where a page has no probes to go between, an arrow key moves by this share of the visible steps. */
const PARTS = 200;

/** `from` null: the cursor stands at the end of `range`. The result stays within it. */
export function stepAway(
  steps: ArrayLike<number>,
  from: number | null,
  by: number,
  range: StepRange,
): number {
  const start = from ?? range.to;
  if (steps.length < 2) return clamped(Math.round(start + (by * (range.to - range.from)) / PARTS), range);
  let below = 0;
  while (below < steps.length && (steps[below] ?? 0) < start) below += 1;
  const isOnStep = steps[below] === start;
  const base = by > 0 && !isOnStep ? below - 1 : below;
  const index = Math.max(0, Math.min(steps.length - 1, base + by));
  return clamped(steps[index] ?? start, range);
}

function clamped(step: number, { from, to }: StepRange): number {
  return Math.max(from, Math.min(to, step));
}
