/** Reduces the asked series one after the other, letting other requests in between, and sends each as it is done. */
import { type KnownRows, PartsWriter, type SentSeries, seriesAsJson, unchangedRows } from "../api/index.ts";
import {
  chartViewOf,
  type Points,
  type ScalarColumns,
  type SeriesView,
  stepsAsNumbers,
} from "../model/index.ts";
import type { StoreReader } from "../store/index.ts";
import type { SeriesAsk } from "./queries.ts";
import type { SeriesChanges } from "./series-changes.ts";
import { takingTurns } from "./turns.ts";

export interface SeriesSource {
  readonly store: StoreReader;
  readonly changes: SeriesChanges;
}

/** The answer in parts; of every asked run × tag that has points, what the page does not have. */
export async function* seriesParts(
  { store, changes }: SeriesSource,
  ask: SeriesAsk,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  // Made before anything is read: what changes meanwhile is sent again rather than never.
  const mark = changes.mark();
  // The run's first wall time, from which relative places count, may change with any other tag of it.
  const hasChanged = changes.since(ask.axis === "relative" ? undefined : ask.mark);
  const writer = new PartsWriter({ mark, hasTimes: ask.times === "all" });
  for await (const key of askedSeries(store, ask)) {
    const part = await nextPart(writer, { store, ask, key, hasChanged: hasChanged(key.run, key.tag) });
    if (part !== null) yield part;
  }
  yield writer.end();
}

/** The same series as JSON for people, always whole. */
export async function* seriesJson(
  store: StoreReader,
  ask: SeriesAsk,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let separator = "[";
  for await (const key of askedSeries(store, ask)) {
    const view = await viewOn(store, ask, key);
    if (view.totalPointCount === 0) continue;
    yield encoder.encode(separator + JSON.stringify(seriesAsJson(view)));
    separator = ",";
  }
  yield encoder.encode(separator === "[" ? "[]" : "]");
}

interface SeriesKey {
  readonly run: string;
  readonly tag: string;
  readonly originSeconds: number;
  /** What the page has of it. */
  readonly known: KnownRows | null;
}

async function* askedSeries(store: StoreReader, ask: SeriesAsk): AsyncGenerator<SeriesKey> {
  let position = 0;
  const turn = takingTurns();
  for (const run of ask.run) {
    const originSeconds = ask.axis === "relative" ? ((await store.run(run))?.firstWallTime ?? 0) : 0;
    for (const tag of ask.tag) {
      yield { run, tag, originSeconds, known: ask.since[position++] ?? null };
      await turn();
    }
  }
}

interface AskedSeries {
  readonly store: StoreReader;
  readonly ask: SeriesAsk;
  readonly key: SeriesKey;
  readonly hasChanged: boolean;
}

async function nextPart(writer: PartsWriter, { store, ask, key, hasChanged }: AskedSeries) {
  const { run, tag, known } = key;
  // Where the page has nothing of a series that has not changed, there was nothing.
  if (!hasChanged) return known === null ? null : writer.add({ view: null, run, tag });
  const view = await viewOn(store, ask, key);
  return view.totalPointCount === 0 ? null : writer.add(sentOf(view, known));
}

function sentOf(view: SeriesView, known: KnownRows | null): SentSeries {
  return { view, keptRows: unchangedRows(view, known) };
}

/** The store reduces by step, perhaps without touching points; other axes and smoothing need them all. */
async function viewOn(store: StoreReader, ask: SeriesAsk, key: SeriesKey): Promise<SeriesView> {
  const { from: fromStep, to: toStep, buckets: maxBuckets, axis, smoothing } = ask;
  const { run, tag, originSeconds } = key;
  const query = { run, tag, fromStep, toStep, maxBuckets };
  if (axis === "step" && smoothing === 0) return store.view(query);
  const parts = partsOf(await store.scalars(run, tag));
  const reduction = chartViewOf(parts, { ...query, axis, originSeconds, smoothing });
  const turn = takingTurns();
  for (;;) {
    const { done, value } = reduction.next();
    if (done === true) return value;
    await turn();
  }
}

/** Points that are reduced in less than a turn. */
const POINTS_A_PART = 65_536;

function* partsOf({ steps, wallTimes, values }: ScalarColumns): Generator<Points> {
  for (let from = 0; from < steps.length; from += POINTS_A_PART) {
    const to = from + POINTS_A_PART;
    yield {
      steps: stepsAsNumbers(steps.subarray(from, to)),
      wallTimes: wallTimes.subarray(from, to),
      values: values.subarray(from, to),
    };
  }
}
