/** How far the places of several runs reach together. */
import type { RunSummary, SharedTag } from "../../api/index.ts";
import type { Axis } from "../../model/index.ts";
import type { StepRange } from "../address/address.ts";
import { roundedRange } from "../time/visible-steps.ts";

const MILLISECONDS = 1000;

/** From the first to the last place of any run. */
export function extentOnAxis(
  axis: Axis,
  runs: readonly Pick<RunSummary, "lastStep" | "firstWallTime" | "lastWallTime">[],
  tags: readonly Pick<SharedTag, "points">[],
): StepRange {
  const timed = runs.flatMap(({ firstWallTime: first, lastWallTime: last }) =>
    first === null || last === null ? [] : [{ first, last }],
  );
  const largest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  switch (axis) {
    case "step":
      return roundedRange({ from: 0, to: largest(runs.map(({ lastStep }) => Number(lastStep ?? 0))) });
    case "index":
      return roundedRange({ from: 0, to: largest(tags.map(({ points }) => points - 1)) });
    case "relative":
      return roundedRange({
        from: 0,
        to: largest(timed.map(({ first, last }) => last - first)) * MILLISECONDS,
      });
    case "wall": {
      const to = largest(timed.map(({ last }) => last));
      const from = timed.reduce((least, { first }) => Math.min(least, first), to);
      return roundedRange({ from: from * MILLISECONDS, to: to * MILLISECONDS });
    }
  }
}
