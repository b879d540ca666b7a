/** What the run's longest series says of its steps. */
import { useMemo } from "react";
import type { RunResponse } from "../../api/index.ts";
import { seriesRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import { referenceTag } from "../time/reference-tag.ts";
import { type StepHabits, stepHabits } from "../time/step-habits.ts";

/** Fine enough to tell habits; restarts and their steps are exact at any resolution. */
const HABIT_BUCKETS = 1000;

/** null while it is not known. */
export function useStepHabits({ run, tags }: RunResponse): StepHabits | null {
  const tag = referenceTag(tags)?.tag;
  const request = tag === undefined ? null : seriesRequest({ run, tags: [tag], maxBuckets: HABIT_BUCKETS });
  const view = useResource(request).data?.[0];
  return useMemo(() => (view === undefined ? null : stepHabits(view)), [view]);
}
