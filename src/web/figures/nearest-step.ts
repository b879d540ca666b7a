/** Finds steps in an increasing column: the nearest, the one in force, and where a key leads. */
import type { StepRange } from "./props.ts";

/** Index of the last step ≤ `step`, or −1. */
export function indexAtOrBefore(steps: ArrayLike<number>, step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the step nearest to `step`, the earlier of two equally near; −1 when there is none. */
export function nearestIndex(steps: ArrayLike<number>, step: number): number {
  const before = indexAtOrBefore(steps, step);
  const after = before + 1;
  if (before < 0) return steps.length > 0 ? 0 : -1;
  if (after >= steps.length) return before;
  return (steps[after] ?? 0) - step < step - (steps[before] ?? 0) ? after : before;
}

export interface StepKey {
  readonly key: string;
  readonly shiftKey: boolean;
}

const COARSE_STRIDE = 10;
/** Without steps to snap to, a key moves this share of the visible range. */
const FREE_STRIDE_SHARE = 0.01;

interface Place {
  readonly current: number;
  readonly domain: StepRange;
  readonly snapSteps: Float64Array | undefined;
}

/** The step an arrow, Home or End leads to (Shift: ten at a time); null for any other key. */
export function stepAfterKey({ key, shiftKey }: StepKey, place: Place): number | null {
  const snaps = visibleSteps(place);
  const stride = shiftKey ? COARSE_STRIDE : 1;
  switch (key) {
    case "ArrowLeft":
      return moved(place, snaps, -stride);
    case "ArrowRight":
      return moved(place, snaps, stride);
    case "Home":
      return snaps[0] ?? place.domain.from;
    case "End":
      return snaps[snaps.length - 1] ?? place.domain.to;
    default:
      return null;
  }
}

function visibleSteps({ domain, snapSteps }: Place): Float64Array {
  if (snapSteps === undefined) return new Float64Array(0);
  const from = indexAtOrBefore(snapSteps, domain.from - 1) + 1;
  return snapSteps.subarray(from, indexAtOrBefore(snapSteps, domain.to) + 1);
}

function moved({ current, domain }: Place, snaps: Float64Array, by: number): number {
  if (snaps.length === 0) {
    const stride = Math.max(1, Math.round((domain.to - domain.from) * FREE_STRIDE_SHARE));
    return Math.min(domain.to, Math.max(domain.from, current + by * stride));
  }
  const before = indexAtOrBefore(snaps, current);
  const standsOnSnap = snaps[before] === current;
  const origin = by < 0 && !standsOnSnap ? before + 1 : before;
  const index = Math.min(snaps.length - 1, Math.max(0, origin + by));
  return snaps[index] ?? current;
}

const ZOOM_FACTOR = 2;

/** The range that `+`, `-` or `0` asks for around `current`; null: everything; undefined: another key. */
export function rangeAfterKey(key: string, current: number, domain: StepRange): StepRange | null | undefined {
  if (key === "0") return null;
  if (key === "+" || key === "=") return zoomed(domain, current, 1 / ZOOM_FACTOR);
  if (key === "-" || key === "_") return zoomed(domain, current, ZOOM_FACTOR);
  return undefined;
}

function zoomed({ from, to }: StepRange, around: number, factor: number): StepRange {
  return {
    from: Math.floor(around - (around - from) * factor),
    to: Math.max(Math.floor(around) + 1, Math.ceil(around + (to - around) * factor)),
  };
}
