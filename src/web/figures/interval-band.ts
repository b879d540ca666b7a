/** The band between the two ends of an interval, from two series that were reduced to buckets independently. */
import type { SegmentView, SeriesView } from "../../model/index.ts";
import { isSuperseded, type Path } from "./polyline.ts";

/** One stretch: its upper edge and its lower edge, both in order of steps. */
export interface IntervalBand {
  readonly upper: Path;
  readonly lower: Path;
}

/**
 * As wide as the widest interval of each bucket: the greatest upper end and the least lower end are on its
 * edges at every resolution. One stretch a segment, as both ends begin anew where steps go back.
 */
export function intervalBands(low: SeriesView, high: SeriesView): readonly IntervalBand[] {
  return low.segments.flatMap((segment, at) => {
    const other = high.segments[at];
    return other === undefined ? [] : [{ lower: edgeOf(segment, "mins"), upper: edgeOf(other, "maxs") }];
  });
}

function edgeOf(segment: SegmentView, extreme: "mins" | "maxs"): Path {
  const [steps, values]: [number[], number[]] = [[], []];
  segment[extreme].forEach((value, bucket) => {
    if (Number.isNaN(value) || isSuperseded(segment, bucket)) return;
    const [from, to] = [segment.firstSteps[bucket] ?? 0, segment.lastSteps[bucket] ?? 0];
    steps.push(from);
    values.push(value);
    if (to === from) return;
    steps.push(to);
    values.push(value);
  });
  return { steps, values };
}
