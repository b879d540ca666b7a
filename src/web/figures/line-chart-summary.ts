/** A line chart as a whole, in words: counts, ranges, restarts, and values that no axis can show. */

import { formatCount, formatInUnit, formatStep } from "../../plots/index.ts";
import { restartSteps } from "./edge-marks.ts";
import type { DrawnSeries } from "./line-chart-plan.ts";

/** Nobody listens to 500. */
const MOST_SPOKEN = 24;

export function lineSummary(drawn: readonly DrawnSeries[], unit: string): string {
  const spoken = drawn.slice(0, MOST_SPOKEN).map((one) => seriesSummary(one, unit));
  const rest = drawn.length > MOST_SPOKEN ? [`and ${drawn.length - MOST_SPOKEN} more`] : [];
  return [...spoken, ...rest].join("; ");
}

function seriesSummary({ series, view }: DrawnSeries, unit: string): string {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let nonFiniteBuckets = 0;
  for (const { mins, maxs, masks } of view.segments) {
    for (let i = 0; i < masks.length; i++) {
      const [low, high] = [mins[i] ?? Number.NaN, maxs[i] ?? Number.NaN];
      if (low < min) min = low;
      if (high > max) max = high;
      if (masks[i] !== 0) nonFiniteBuckets += 1;
    }
  }
  const parts = [`${series.label}: ${formatCount(view.pointCount)} points`];
  if (min <= max) parts.push(`from ${formatInUnit(min, unit)} to ${formatInUnit(max, unit)}`);
  if (nonFiniteBuckets > 0) {
    const least = view.bucketWidth > 0 ? "at least " : "";
    parts.push(`${least}${formatCount(nonFiniteBuckets)} values are NaN or infinite`);
  }
  for (const step of restartSteps(view)) parts.push(`restarted at step ${formatStep(step)}`);
  return parts.join(", ");
}
