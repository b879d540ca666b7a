/** Where a series has values that no axis can show, gathered into marks on the plot's edge. */
import { NON_FINITE_MASK, type SegmentView, type SeriesView } from "../../model/index.ts";
import type { Scale } from "../../plots/index.ts";

/** `nonPositive` occurs on logarithmic axes only. */
export type EdgeKind = "nan" | "plusInfinity" | "minusInfinity" | "nonPositive";

/** Marks of one kind that lie too close to be told apart, in pixels. */
export interface EdgeMark {
  readonly kind: EdgeKind;
  readonly from: number;
  readonly to: number;
  /** Points, or buckets with at least one such point. */
  readonly count: number;
  /** False where `count` counts buckets: there may be more. */
  readonly isExact: boolean;
  readonly firstStep: number;
}

/** Closer than this, two marks would touch. */
const MERGE_WITHIN_PIXELS = 14;

const KINDS: readonly EdgeKind[] = ["nan", "plusInfinity", "minusInfinity", "nonPositive"];

export function edgeMarks(view: SeriesView, time: Scale, yScale: "linear" | "log"): EdgeMark[] {
  const marks: EdgeMark[] = [];
  for (const kind of KINDS) {
    if (kind === "nonPositive" && yScale === "linear") continue;
    for (const segment of view.segments) addMarks(segment, { kind, time }, marks);
  }
  return marks;
}

function addMarks(segment: SegmentView, of: { kind: EdgeKind; time: Scale }, marks: EdgeMark[]): void {
  for (let bucket = 0; bucket < segment.masks.length; bucket++) {
    if (!holds(segment, bucket, of.kind)) continue;
    const firstStep = segment.firstSteps[bucket] ?? 0;
    const from = of.time.at(firstStep);
    const to = of.time.at(segment.lastSteps[bucket] ?? 0);
    const isExact = segment.counts[bucket] === 1;
    const last = marks[marks.length - 1];
    if (last !== undefined && last.kind === of.kind && Math.abs(from - last.to) <= MERGE_WITHIN_PIXELS) {
      const merged = { to: Math.max(to, last.to), count: last.count + 1, isExact: last.isExact && isExact };
      marks[marks.length - 1] = { ...last, ...merged };
    } else marks.push({ kind: of.kind, from, to, count: 1, isExact, firstStep });
  }
}

function holds(segment: SegmentView, bucket: number, kind: EdgeKind): boolean {
  if (kind === "nonPositive") return (segment.mins[bucket] ?? Number.NaN) <= 0;
  return ((segment.masks[bucket] ?? 0) & NON_FINITE_MASK[kind]) !== 0;
}

/** Steps at which a restart begins to rewrite the series. */
export function restartSteps(view: SeriesView): number[] {
  const steps = view.segments.map((segment) => segment.supersededFromStep);
  return [...new Set(steps.filter((step) => step !== null))];
}
