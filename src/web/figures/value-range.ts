/** What a value axis must show: every finite extreme in sight, every reference level, and a little air. */
import type { SeriesView } from "../../model/index.ts";
import type { StepRange } from "./props.ts";

export type ValueRange = readonly [low: number, high: number];

interface RangeRequest {
  readonly views: readonly SeriesView[];
  readonly domain: StepRange;
  readonly levels: readonly number[];
  readonly yScale: "linear" | "log";
  readonly yDomain?: ValueRange | undefined;
}

/** Share of the data's span left free above and below it. */
const AIR = 0.06;
/** Data that reaches this close to zero, relative to its top, is shown from zero. */
const ZERO_WITHIN = 0.4;
const NOTHING_IN_SIGHT: ValueRange = [0, 1];

export function valueRange({ views, domain, levels, yScale, yDomain }: RangeRequest): ValueRange {
  const isLog = yScale === "log";
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const include = (value: number) => {
    if (!Number.isFinite(value) || (isLog && value <= 0)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const view of views) includeVisible(view, domain, include);
  levels.forEach(include);
  if (yDomain !== undefined) {
    const fits = low >= yDomain[0] && high <= yDomain[1];
    if (fits || low > high) return yDomain;
    yDomain.forEach(include);
  }
  if (low > high) return isLog ? [0.1, 1] : NOTHING_IN_SIGHT;
  return isLog ? withLogAir(low, high) : withAir(low, high);
}

function includeVisible(view: SeriesView, { from, to }: StepRange, include: (value: number) => void): void {
  for (const { firstSteps, lastSteps, firsts, lasts, mins, maxs } of view.segments) {
    for (let bucket = 0; bucket < mins.length; bucket++) {
      if ((lastSteps[bucket] ?? 0) < from || (firstSteps[bucket] ?? 0) > to) continue;
      for (const column of [mins, maxs, firsts, lasts]) include(column[bucket] ?? Number.NaN);
    }
  }
}

function withAir(low: number, high: number): ValueRange {
  if (low === high) return low === 0 ? [-1, 1] : [low - Math.abs(low) / 2, high + Math.abs(high) / 2];
  const air = (high - low) * AIR;
  if (low >= 0 && low <= high * ZERO_WITHIN) return [0, high + air];
  if (high <= 0 && high >= low * ZERO_WITHIN) return [low - air, 0];
  return [low - air, high + air];
}

function withLogAir(low: number, high: number): ValueRange {
  if (low === high) return [low / 2, high * 2];
  const factor = (high / low) ** AIR;
  return [low / factor, high * factor];
}
