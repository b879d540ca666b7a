/** Brings one group of a run's derived series up to what the run has logged. */
import { CATALOGUE } from "../../derivations/index.ts";
import {
  DERIVED_PLUGIN,
  derivedDescription,
  derivedTag,
  ESTIMATE_PARTS,
  type EstimatePart,
  type EventBatch,
  type TagBatch,
  type TagInfo,
} from "../../model/index.ts";
import type { BlobIndex, FileProgress, Store } from "../../store/index.ts";
import type { DerivationPlan } from "./derivation-plan.ts";
import type { Computing, DerivedMoment, PlacedMoment, ValuePlace } from "./derive-messages.ts";
import { type Indexes, type Moment, momentsFrom } from "./moments.ts";

/** Moments that are computed and stored together: what an interruption loses is soon computed again. */
const MOMENTS_A_BATCH = 16;

export interface DeriveTools {
  readonly store: Store;
  readonly computing: Computing;
  readonly signal: AbortSignal;
  /** Told of each moment that could not be measured, with the reason. */
  readonly failed: (run: string, reason: string) => void;
}

export interface DeriveAsk {
  readonly run: string;
  readonly plan: DerivationPlan;
  /** Moments beyond it may still lack a side and are left for later. */
  readonly throughStep: bigint;
}

/** Stores what is new, batch by batch; returns how many moments were derived. */
export async function deriveRun({ run, plan, throughStep }: DeriveAsk, tools: DeriveTools): Promise<number> {
  const { store, computing, signal } = tools;
  const known = await progressOf(store, run, plan);
  const indexes = await indexesOf(store, run, plan);
  const identities = await identitiesOf(store, run);
  const { needsEqualSteps, isFixedNoise } = plan;
  const { moments } = momentsFrom(known.resumeOffset, indexes, { needsEqualSteps, throughStep });
  let done = 0;
  for (let from = 0; from < moments.length && !signal.aborted; from += MOMENTS_A_BATCH) {
    const batch = moments.slice(from, from + MOMENTS_A_BATCH);
    const placed = batch.map((moment) => placedMoment(moment, { indexes, identities, isFixedNoise }));
    const derived = await computing.compute({
      group: plan.group,
      threshold: plan.threshold,
      moments: placed,
    });
    for (const moment of derived) if (moment.kind === "failed") tools.failed(run, moment.reason);
    done += batch.length;
    const resumeOffset = (batch.at(-1)?.fake ?? 0) + 1;
    const file = { ...known, resumeOffset, recordCount: known.recordCount + done };
    await store.append({ run, file, batch: batchOf(plan, batch, derived) });
  }
  return done;
}

/** Forgets what was derived from other tags, by another version, or from files that were replaced. */
async function progressOf(store: Store, run: string, plan: DerivationPlan): Promise<FileProgress> {
  const record = await store.run(run);
  const known = record?.derivations.find(({ path }) => path === plan.source);
  const identity = JSON.stringify([plan.identity, record?.files.map((file) => file.identity)]);
  if (known?.identity === identity) return known;
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

async function identitiesOf(store: Store, run: string): Promise<ReadonlyMap<string, string>> {
  const record = await store.run(run);
  return new Map(record?.files.map(({ path, identity }) => [path, identity]));
}

interface Placing {
  readonly indexes: Indexes;
  readonly identities: ReadonlyMap<string, string>;
  readonly isFixedNoise: boolean;
}

function placedMoment(
  { real, fake, heldOut, before }: Moment,
  { indexes, identities, isFixedNoise }: Placing,
): PlacedMoment {
  const place = (index: BlobIndex, row: number): ValuePlace => {
    const path = index.paths[index.fileIndexes[row] ?? -1] ?? "";
    const file = { path, identity: identities.get(path) ?? "" };
    return { file, offset: index.offsets[row] ?? 0, length: index.lengths[row] ?? 0 };
  };
  return {
    real: place(indexes.real, real),
    fake: place(indexes.fake, fake),
    heldOut: heldOut === null || indexes.heldOut === null ? null : place(indexes.heldOut, heldOut),
    before: before === null || !isFixedNoise ? null : place(indexes.fake, before),
  };
}

interface GrowingSeries {
  readonly info: TagInfo;
  readonly steps: bigint[];
  readonly wallTimes: number[];
  readonly values: number[];
}

function batchOf(
  plan: DerivationPlan,
  moments: readonly Moment[],
  derived: readonly DerivedMoment[],
): EventBatch {
  const series = new Map<string, GrowingSeries>();
  moments.forEach(({ step, wallTime }, at) => {
    const moment = derived[at];
    if (moment?.kind !== "derived") return;
    for (const { metric, estimate } of moment.values) {
      for (const part of ESTIMATE_PARTS) {
        const value = partOf(estimate, part);
        if (value === null) continue;
        const info = infoOf(plan, metric, part);
        const rows = series.get(info.tag) ?? { info, steps: [], wallTimes: [], values: [] };
        rows.steps.push(step);
        rows.wallTimes.push(wallTime);
        rows.values.push(value);
        series.set(info.tag, rows);
      }
    }
  });
  return {
    tags: [...series.values()].map(tagBatch),
    losses: [],
    sessionStarts: [],
    recordCount: moments.length,
    resumeOffset: 0,
    ended: { state: "at-record-boundary" },
    fileVersion: "",
    writer: "",
  };
}

function tagBatch({ info, steps, wallTimes, values }: GrowingSeries): TagBatch {
  const scalars = {
    steps: BigInt64Array.from(steps),
    wallTimes: Float64Array.from(wallTimes),
    values: Float64Array.from(values),
  };
  return { info, scalars };
}

type Derived = Extract<DerivedMoment, { kind: "derived" }>["values"][number];

function partOf(estimate: Derived["estimate"], part: EstimatePart): number | null {
  switch (part) {
    case "value":
      return estimate.value;
    case "low":
    case "high":
      return estimate.interval?.[part] ?? null;
    case "chance":
      return estimate.chance;
    case "real-count":
      return estimate.realCount;
    case "fake-count":
      return estimate.fakeCount;
  }
}

function infoOf({ game, tags }: DerivationPlan, metric: string, part: EstimatePart): TagInfo {
  const { name, unit, formula } = CATALOGUE[metric] ?? { name: metric, unit: "", formula: "" };
  const inputs = [tags.real, tags.fake, tags.heldOut].filter((tag) => tag !== null);
  return {
    tag: derivedTag({ metric, game, part }),
    kind: "scalar",
    plugin: DERIVED_PLUGIN,
    displayName: part === "value" ? name : `${name}: ${part}`,
    description: derivedDescription({ formula, unit, inputs }),
  };
}
