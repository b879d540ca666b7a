/** Takes out of a group's derived series every moment that a log which has grown needs no longer. */
import { type EventBatch, isDerivedTag, type TagBatch } from "../../model/index.ts";
import type { FileProgress, Store, TagRecord } from "../../store/index.ts";
import type { Moment } from "./moments.ts";

interface Keeping {
  readonly run: string;
  /** Of the group, as it is to stand afterwards save for the count. */
  readonly progress: FileProgress;
  readonly kept: readonly Moment[];
}

/** Gives the progress with which the store has the group now. Interrupted in between, the group is derived anew. */
export async function keepMoments({ run, progress, kept }: Keeping, store: Store): Promise<FileProgress> {
  const steps = new Set(kept.map(({ step }) => step));
  const before = (await store.tags(run)).filter(({ tag }) => isDerivedTag(tag));
  const thinned = new Map<string, TagBatch>();
  for (const record of before) thinned.set(record.tag, await rowsAt(steps, record, { store, run }));
  await store.forgetFile(run, progress.path);
  // A series is derived by one group: what has vanished was this one's.
  const others = new Set((await store.tags(run)).map(({ tag }) => tag));
  const tags = [...thinned].filter(([tag]) => !others.has(tag)).map(([, batch]) => batch);
  const file = { ...progress, recordCount: kept.length };
  const batch: EventBatch = {
    tags,
    losses: [],
    sessionStarts: [],
    recordCount: kept.length,
    resumeOffset: 0,
    ended: { state: "at-record-boundary" },
    fileVersion: "",
    writer: "",
  };
  await store.append({ run, file, batch });
  return file;
}

async function rowsAt(
  wanted: ReadonlySet<bigint>,
  { tag, kind, plugin, displayName, description }: TagRecord,
  { store, run }: { readonly store: Store; readonly run: string },
): Promise<TagBatch> {
  const { steps, wallTimes, values } = await store.scalars(run, tag);
  const isWanted = (_: unknown, row: number) => wanted.has(steps[row] ?? -1n);
  return {
    info: { tag, kind, plugin, displayName, description },
    scalars: {
      steps: steps.filter(isWanted),
      wallTimes: wallTimes.filter(isWanted),
      values: values.filter(isWanted),
    },
  };
}
