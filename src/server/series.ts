/** Reduces the asked series one after the other, letting other requests in between. */
import type { KnownRows } from "../api/index.ts";
import { chartViewOf, type SeriesView, stepsAsNumbers } from "../model/index.ts";
import type { StoreReader } from "../store/index.ts";
import type { SeriesAsk } from "./queries.ts";
import { takingTurns } from "./turns.ts";

export interface AskedView {
  readonly view: SeriesView;
  /** What the page has of it. */
  readonly known: KnownRows | null;
}

/** Views of every asked run × tag that has points, run by run. */
export async function seriesViews(store: StoreReader, ask: SeriesAsk): Promise<AskedView[]> {
  const views: AskedView[] = [];
  let position = 0;
  const turn = takingTurns();
  for (const run of ask.run) {
    const originSeconds = ask.axis === "relative" ? ((await store.run(run))?.firstWallTime ?? 0) : 0;
    for (const tag of ask.tag) {
      const view = await viewOn(store, ask, { run, tag, originSeconds });
      const known = ask.since[position++] ?? null;
      if (view.totalPointCount > 0) views.push({ view, known });
      await turn();
    }
  }
  return views;
}

interface SeriesKey {
  readonly run: string;
  readonly tag: string;
  readonly originSeconds: number;
}

/** The store reduces by step, perhaps without touching points; other axes and smoothing need them all. */
async function viewOn(store: StoreReader, ask: SeriesAsk, key: SeriesKey): Promise<SeriesView> {
  const { from: fromStep, to: toStep, buckets: maxBuckets, axis, smoothing } = ask;
  const { run, tag, originSeconds } = key;
  const query = { run, tag, fromStep, toStep, maxBuckets };
  if (axis === "step" && smoothing === 0) return store.view(query);
  const { steps, wallTimes, values } = await store.scalars(run, tag);
  const points = { steps: stepsAsNumbers(steps), wallTimes, values };
  return chartViewOf(points, { ...query, axis, originSeconds, smoothing });
}
