/** Brings one group of a run's derived series up to what the run has logged, a batch at a time. */
import type { BlobIndex, FileProgress, RunRecord, Store } from "../../store/index.ts";
import type { DerivationPlan } from "./derivation-plan.ts";
import type { Computing, PlacedMoment, ValuePlace } from "./derive-messages.ts";
import { batchOf, type DerivedShare } from "./derived-batch.ts";
import { keepMoments } from "./keep-moments.ts";
import { type Indexes, type Moment, momentsFrom } from "./moments.ts";
import { strideOf } from "./thinned-moments.ts";

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
  const indexes = await indexesOf(store, run, plan);
  const placing = {
    indexes,
    identities: new Map(record.files.map(({ path, identity }) => [path, identity])),
    needsBefore: ["features", "samples", "lone-samples", "points", "weights", "values"].includes(
      measures.kind,
    ),
  };
  const found = momentsFrom(0, indexes, { needsEqualSteps: plan.needsEqualSteps, throughStep });
  const stride = strideOf(measures.kind, found.total);
  const derived = found.moments.filter(({ place }) => place % stride === 0);
  let progress = await progressOf({ record, plan, stride, derived }, store);
  const moments = derived.filter(({ fake }) => fake >= progress.resumeOffset);
  const share = { derived: derived.length, total: found.total };
  let done = 0;
  let batchSize = FEWEST_MOMENTS_A_BATCH;
  return {
    coversAll: found.nextRow === indexes.fake.steps.length,
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

interface Resuming {
  readonly record: RunRecord;
  readonly plan: DerivationPlan;
  readonly stride: number;
  /** All moments that are to be derived, those that are already among them. */
  readonly derived: readonly Moment[];
}

/**
 * Forgets what was derived from other tags, by another version, or from files that were replaced; and every other
 * moment each time that the log has doubled.
 */
async function progressOf({ record, plan, stride, derived }: Resuming, store: Store): Promise<FileProgress> {
  const { run } = record;
  const known = record.derivations.find(({ path }) => path === plan.source);
  const files = record.files.map((file) => file.identity);
  const identityAt = (thinned: number) => JSON.stringify([plan.identity, files, thinned]);
  const identity = identityAt(stride);
  if (known?.identity === identity) return known;
  for (let earlier = 1; known !== undefined && earlier < stride; earlier *= 2) {
    if (known.identity !== identityAt(earlier)) continue;
    const kept = derived.filter(({ fake }) => fake < known.resumeOffset);
    return keepMoments({ run, progress: { ...known, identity }, kept }, store);
  }
  if (known !== undefined) await store.forgetFile(run, plan.source);
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
