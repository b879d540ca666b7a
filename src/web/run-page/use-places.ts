/** Lays out on the page's axis what the server dates by step and wall time: images, histograms, sounds, texts. */
import { useMemo } from "react";
import type { RunResponse } from "../../api/index.ts";
import { type Axis, placeOfWallTime, type SeriesView } from "../../model/index.ts";
import { seriesRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import { referenceTag } from "../time/reference-tag.ts";

export interface Dated {
  readonly steps: Float64Array;
  readonly wallTimes: Float64Array;
}

export type PlacesOf = (dated: Dated) => Float64Array;

/** Fine enough that a picture stands beside the point it was logged with. */
const REFERENCE_BUCKETS = 2000;

/** By arrival, places are those of the points that the longest series had got by then. */
export function usePlaces(response: RunResponse, axis: Axis): PlacesOf {
  const { run, tags, summary } = response;
  const tag = axis === "index" ? referenceTag(tags)?.tag : undefined;
  const request =
    tag === undefined ? null : seriesRequest({ run, tags: [tag], axis, maxBuckets: REFERENCE_BUCKETS });
  const reference = useResource(request).data?.[0] ?? null;
  const originSeconds = summary.firstWallTime ?? 0;
  return useMemo(() => {
    if (axis === "step") return ({ steps }) => steps;
    if (axis === "index") return ({ wallTimes }) => wallTimes.map((time) => arrivalBy(reference, time));
    return ({ wallTimes }) => wallTimes.map((time) => placeOfWallTime(axis, time, originSeconds) ?? 0);
  }, [axis, reference, originSeconds]);
}

/** The last place whose point was written by then. */
function arrivalBy(reference: SeriesView | null, wallTime: number): number {
  const segment = reference?.segments[0];
  if (segment === undefined) return 0;
  const { lastWallTimes, lastSteps } = segment;
  let low = 0;
  let high = lastWallTimes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lastWallTimes[middle] ?? 0) <= wallTime) low = middle + 1;
    else high = middle;
  }
  return lastSteps[Math.max(0, low - 1)] ?? 0;
}
