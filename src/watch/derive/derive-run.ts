/** Brings one group of a run's derived series up to what the run has logged, a batch at a time. */
import type { BlobIndex, FileProgress, RunRecord, Store } from "../../store/index.ts";
import type { DerivationPlan } from "./derivation-plan.ts";
import type { Computing, PlacedMoment, ValuePlace } from "./derive-messages.ts";
import { batchOf, type DerivedShare } from "./derived-batch.ts";
import { type Indexes, type Moment, momentsFrom } from "./moments.ts";
import { isDerived } from "./thinned-moments.ts";

/** Moments that are computed and stored together: few at first, more while they take no time. */
const FEWEST_MOMENTS_A_BATCH = 16;
const MOST_MOMENTS_A_BATCH = 512;
/** What an interruption loses; a batch that takes less is followed by one twice its size. */
const BATCH_MILLISECONDS = 250;

export interface DeriveTools {
  readonly store: Store;
  readonly computing: Computing;
  readonly signal: AbortSignal;
  /** Told of each moment that could not be measured, with the reason. */
  readonly failed: (run: string, reason: string) => void;
  readonly nowMilliseconds: () => number;
}

export interface DeriveAsk {
  readonly record: RunRecord;
  readonly plan: DerivationPlan;
  /** Moments beyond it may still lack a side and are left for later. */
  readonly throughStep: bigint;
}

/** What is left to derive of one group. */
export interface RunDerivation {
  /** Derives and stores the next batch; false when nothing is left. */
  next(): Promise<boolean>;
  /** Whether every row that was logged up to now is done. */
  readonly coversAll: boolean;
  readonly share: DerivedShare;
}

export async function openDerivation(
  { record, plan, throughStep }: DeriveAsk,
  tools: DeriveTools,
): Promise<RunDerivation> {
  const { store, signal } = tools;
  const { run } = record;
  const { measures } = plan;
  let progress = await progressOf(store, record, plan);
  const indexes = await indexesOf(store, run, plan);
  const placing = {
    indexes,
    identities: new Map(record.files.map(({ path, identity }) => [path, identity])),
    needsBefore: ["features", "samples", "lone-samples", "weights", "values"].includes(measures.kind),
  };
  const { needsEqualSteps } = plan;
  const { moments, nextRow, total } = momentsFrom(progress.resumeOffset, indexes, {
    ...{ needsEqualSteps, throughStep },
    isDerived: (place) => isDerived(measures.kind, place),
  });
  const share = { derived: progress.recordCount + moments.length, total };
  let done = 0;
  let batchSize = FEWEST_MOMENTS_A_BATCH;
  return {
    coversAll: nextRow === indexes.fake.steps.length,
    share,
    async next() {
      const batch = moments.slice(done, done + batchSize);
      if (batch.length === 0 || signal.aborted) return false;
      const startedAt = tools.nowMilliseconds();
      progress = await deriveBatch(batch, { run, plan, placing, progress, share }, tools);
      done += batch.length;
      const isQuick = tools.nowMilliseconds() - startedAt < BATCH_MILLISECONDS;
      batchSize = isQuick ? Math.min(MOST_MOMENTS_A_BATCH, batchSize * 2) : FEWEST_MOMENTS_A_BATCH;
      return done < moments.length;
    },
  };
}

interface BatchContext {
  readonly run: string;
  readonly plan: DerivationPlan;
  readonly placing: Placing;
  readonly progress: FileProgress;
  readonly share: DerivedShare;
}

async function deriveBatch(
  batch: readonly Moment[],
  { run, plan, placing, progress, share }: BatchContext,
  { store, computing, failed }: DeriveTools,
): Promise<FileProgress> {
  const { measures, tags } = plan;
  const { indexes } = placing;
  const derived = await computing.compute({
    measures,
    tags,
    first: { real: placeOf(indexes.real, 0, placing), fake: placeOf(indexes.fake, 0, placing) },
    moments: batch.map((moment) => placedMoment(moment, placing)),
  });
  for (const moment of derived) if (moment.kind === "failed") failed(run, moment.reason);
  const file = {
    ...progress,
    resumeOffset: (batch.at(-1)?.fake ?? 0) + 1,
    recordCount: progress.recordCount + batch.length,
  };
  await store.append({ run, file, batch: batchOf({ plan, share }, batch, derived) });
  return file;
}

/** Forgets what was derived from other tags, by another version, or from files that were replaced. */
async function progressOf(store: Store, record: RunRecord, plan: DerivationPlan): Promise<FileProgress> {
  const known = record.derivations.find(({ path }) => path === plan.source);
  const identity = JSON.stringify([plan.identity, record.files.map((file) => file.identity)]);
  if (known?.identity === identity) return known;
  if (known !== undefined) await store.forgetFile(record.run, plan.source);
  return {
    path: plan.source,
    identity,
    resumeOffset: 0,
    sizeBytes: 0,
    recordCount: 0,
    dataLosses: [],
    ended: { state: "at-record-boundary" },
    sessionStarts: [],
    fileVersion: "",
    writer: "",
  };
}

async function indexesOf(store: Store, run: string, { tags }: DerivationPlan): Promise<Indexes> {
  return {
    real: await store.blobs(run, tags.real),
    fake: await store.blobs(run, tags.fake),
    heldOut: tags.heldOut === null ? null : await store.blobs(run, tags.heldOut),
  };
}

interface Placing {
  readonly indexes: Indexes;
  readonly identities: ReadonlyMap<string, string>;
  readonly needsBefore: boolean;
}

function placedMoment({ real, fake, heldOut, before }: Moment, placing: Placing): PlacedMoment {
  const { indexes, needsBefore } = placing;
  return {
    real: placeOf(indexes.real, real, placing),
    fake: placeOf(indexes.fake, fake, placing),
    heldOut: heldOut === null || indexes.heldOut === null ? null : placeOf(indexes.heldOut, heldOut, placing),
    before: before === null || !needsBefore ? null : placeOf(indexes.fake, before, placing),
  };
}

function placeOf(index: BlobIndex, row: number, { identities }: Pick<Placing, "identities">): ValuePlace {
  const path = index.paths[index.fileIndexes[row] ?? -1] ?? "";
  const file = { path, identity: identities.get(path) ?? "" };
  return { file, offset: index.offsets[row] ?? 0, length: index.lengths[row] ?? 0 };
}
