/** Which entries of an image tag a film strip shows: evenly through time, steady while the run grows. */
import type { StepRange } from "../address/address.ts";
import type { ImageColumn } from "../figures/index.ts";

/**
 * Entries with increasing steps: where a restart logged steps again, those of the newest branch.
 * Of several at one step the last counts.
 */
export function newestBranch(steps: ArrayLike<number>): readonly ImageColumn[] {
  const columns: ImageColumn[] = [];
  let earliestLater = Number.POSITIVE_INFINITY;
  for (let entry = steps.length - 1; entry >= 0; entry--) {
    const step = steps[entry] ?? Number.POSITIVE_INFINITY;
    if (step >= earliestLater) continue;
    columns.push({ step, entry });
    earliestLater = step;
  }
  return columns.reverse();
}

/**
 * At most `count` of the columns within `range`, the last always among them. The others stand at
 * multiples of a power of two, so that a new entry moves none until the stride doubles.
 */
export function pickFilmColumns(
  columns: readonly ImageColumn[],
  range: StepRange,
  count: number,
): readonly ImageColumn[] {
  const visible = columns.flatMap((column, position) =>
    column.step >= range.from && column.step <= range.to ? [{ column, position }] : [],
  );
  if (visible.length <= count) return visible.map(({ column }) => column);
  let stride = 1;
  const isPicked = (position: number, at: number) => position % stride === 0 || at === visible.length - 1;
  const picked = () => visible.filter(({ position }, at) => isPicked(position, at));
  while (picked().length > count && stride <= columns.length) stride *= 2;
  return picked()
    .slice(-Math.max(1, count))
    .map(({ column }) => column);
}

/** The last column at or before `step`; the first where all are later; null where there is none. */
export function columnAtStep(columns: readonly ImageColumn[], step: number): ImageColumn | null {
  return columns.findLast((column) => column.step <= step) ?? columns[0] ?? null;
}
