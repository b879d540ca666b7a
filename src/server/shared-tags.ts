/** Which scalar tags several runs have in common, so that they can be drawn together. */
import type { SharedTag, SharedTagsResponse } from "../api/index.ts";
import type { StoreReader } from "../store/index.ts";
import { takingTurns } from "./turns.ts";

/** Runs that do not exist have no tags. */
export async function sharedTags(store: StoreReader, runs: readonly string[]): Promise<SharedTagsResponse> {
  const turn = takingTurns();
  const known = new Map<string, SharedTag>();
  for (const run of new Set(runs)) {
    for (const { tag, kind, pointCount } of await store.tags(run)) {
      if (kind !== "scalar") continue;
      const before = known.get(tag) ?? { tag, runCount: 0, points: 0 };
      known.set(tag, { tag, runCount: before.runCount + 1, points: Math.max(before.points, pointCount) });
    }
    await turn();
  }
  const tags = [...known.values()].sort((one, other) => other.runCount - one.runCount);
  return { tags };
}
