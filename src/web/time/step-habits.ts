/** What a log does with its steps: standing still, starting again, repeating; where so, another axis says more. */
import type { TagSummary } from "../../api/index.ts";
import type { SeriesView } from "../../model/index.ts";
import { referenceTag } from "./reference-tag.ts";

export interface StepHabits {
  /** Steps at which a later part of the log begins again, in the order in which it did. */
  readonly restartSteps: readonly number[];
  /** Points at a step that the same part of the log has already had; at least so many. */
  readonly repeatedPoints: number;
  /** False where buckets hide some of the repetitions. */
  readonly isExact: boolean;
}

/** Of a view by step of the whole series. */
export function stepHabits(view: SeriesView): StepHabits {
  const restartSteps = view.segments.slice(1).map(({ firstSteps }) => firstSteps[0] ?? 0);
  let repeatedPoints = 0;
  for (const segment of view.segments) {
    for (let bucket = 0; bucket < segment.counts.length; bucket++) {
      repeatedPoints += repeatedIn(segment, bucket, view.bucketWidth);
    }
  }
  return { restartSteps, repeatedPoints, isExact: view.bucketWidth === 0 };
}

function repeatedIn(segment: SeriesView["segments"][number], bucket: number, bucketWidth: number): number {
  const { firstSteps, lastSteps, counts } = segment;
  if (bucketWidth === 0) return firstSteps[bucket] === firstSteps[bucket - 1] ? 1 : 0;
  const room = (lastSteps[bucket] ?? 0) - (firstSteps[bucket] ?? 0) + 1;
  return Math.max(0, (counts[bucket] ?? 0) - room);
}

/** The step at which all points of every scalar tag stand, if there is such a step and more than one point. */
export function onlyStep(tags: readonly TagSummary[]): TagSummary["firstStep"] | null {
  const longest = referenceTag(tags);
  if (longest === null || longest.points < 2) return null;
  const isStill = tags.every(
    ({ kind, firstStep, lastStep }) =>
      kind !== "scalar" || (firstStep === longest.firstStep && lastStep === longest.firstStep),
  );
  return isStill ? longest.firstStep : null;
}
