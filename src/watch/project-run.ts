/** Projections of what a run has logged: which of its samples take part, and where each of them is in the log. */
import { ExplainedError, stepsAsNumbers } from "../model/index.ts";
import type { Method, Timeline, TimelineRequest } from "../projections/index.ts";
import type { BlobIndex, StoreReader, ValueReader } from "../store/index.ts";
import type { ProjectionWatch, Projector } from "./project.ts";
import { firstRows } from "./project-images.ts";
import { branchOf, evenly, type LoggedStep } from "./projected-steps.ts";

export interface RunProjectionAsk {
  readonly run: string;
  /** Tags of images or of tensors [samples × features]. */
  readonly real: string;
  readonly generated: string;
  readonly method: Method["method"];
  readonly seed: number;
  readonly perplexity?: number | undefined;
  readonly neighbours?: number | undefined;
}

/** Where in a picture of many samples each of them is, row by row. */
export interface Cells {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly columns: number;
  readonly padding: number;
}

export interface RunProjection {
  readonly timeline: Timeline;
  readonly samplesAre: "pictures" | "features";
  /** For each real point its entry in the log and its place in that entry. */
  readonly realEntries: Uint32Array;
  readonly realIndexes: Uint32Array;
  /** The entry of each step. */
  readonly generatedEntries: Uint32Array;
  readonly realCells: Cells | null;
  readonly generatedCells: Cells | null;
  /** Samples a step, of which the first are laid out, and steps logged, of which some are. */
  readonly generatedTotal: number;
  readonly stepTotal: number;
  readonly featureCount: number;
  /** Pixels along a side whose mean is one feature; 1: pixels as they are. */
  readonly pooling: number;
}

interface Tools {
  readonly store: StoreReader;
  readonly values: ValueReader;
  readonly projector: Projector;
}

/** More steps than the eye follows; fewer where samples are many. */
const MOST_STEPS = 24;
const FEWEST_STEPS = 2;
/** Of all steps together: some ten seconds of t-SNE. */
const MOST_POINTS = 10_000;
const MOST_REAL = 1000;
const MOST_GENERATED = 1000;
/** Entries of real samples that are joined, newest first: a log may hold a few in each. */
const MOST_REAL_ENTRIES = 8;

export function createRunProjection(tools: Tools) {
  return {
    /** Equal words, equal results: what is asked for, of which files, as far as they have been read. */
    async identityOf(ask: RunProjectionAsk): Promise<string> {
      const { store } = tools;
      const record = await store.run(ask.run);
      const rows = await Promise.all([ask.real, ask.generated].map((tag) => store.blobs(ask.run, tag)));
      const files = record?.files.map(({ path, identity }) => [path, identity]);
      return JSON.stringify([ask, files, rows.map(({ steps }) => steps.length)]);
    },
    /** null where it was cancelled. */
    async project(ask: RunProjectionAsk, watch: ProjectionWatch): Promise<RunProjection | null> {
      const tags = await tools.store.tags(ask.run);
      const kindOf = (name: string) => tags.find(({ tag }) => tag === name)?.kind;
      const kinds = [kindOf(ask.real), kindOf(ask.generated)];
      if (kinds.every((kind) => kind === "image")) return ofPictures(ask, watch, tools);
      if (kinds.every((kind) => kind === "tensor")) return ofFeatures(ask, watch, tools);
      throw nothingToProject(ask);
    },
  };
}

async function indexesOf({ run, real, generated }: RunProjectionAsk, store: StoreReader) {
  const ofReal = await store.blobs(run, real);
  const ofGenerated = await store.blobs(run, generated);
  return { real: stepsOf(ofReal), generated: stepsOf(ofGenerated) };
}

function stepsOf({ steps }: BlobIndex): readonly LoggedStep[] {
  return branchOf(stepsAsNumbers(steps));
}

async function ofPictures(
  ask: RunProjectionAsk,
  watch: ProjectionWatch,
  { store, values, projector }: Tools,
) {
  const { run } = ask;
  const indexes = await indexesOf(ask, store);
  const reals = await realPictures(ask, indexes.real, values);
  const newest = indexes.generated.at(-1);
  const each =
    newest === undefined ? 0 : (await values.images(run, ask.generated, newest.entry)).images.length;
  const steps = evenly(indexes.generated, stepCountFor(Math.min(MOST_GENERATED, each)));
  const rows = steps.map(({ entry }) => entry);
  const pictures = await values.imagesOfRows(run, ask.generated, rows);
  const request = {
    ...methodOf(ask),
    seed: ask.seed,
    real: reals.map(({ images }) => images),
    generated: steps.map(({ step }, at) => ({ step, images: pictures[at]?.images ?? [] })),
    ...{ mostReal: MOST_REAL, mostGenerated: MOST_GENERATED },
  };
  const done = await projector.projectPictures(request, watch);
  if (done === null) return null;
  const { realCounts, realMosaic, generatedMosaic, ...facts } = done.facts;
  const places = reals.flatMap(({ entry }, at) =>
    Array.from({ length: realCounts[at] ?? 0 }, (_, index) => [entry, index] as const),
  );
  return {
    ...facts,
    ...{ timeline: done.timeline, stepTotal: indexes.generated.length },
    samplesAre: "pictures" as const,
    realEntries: Uint32Array.from(places, ([entry]) => entry),
    realIndexes: Uint32Array.from(places, ([, index]) => index),
    generatedEntries: Uint32Array.from(rows),
    ...{ realCells: realMosaic, generatedCells: generatedMosaic },
  };
}

async function realPictures(
  { run, real }: RunProjectionAsk,
  steps: readonly LoggedStep[],
  values: ValueReader,
) {
  const entries = steps.slice(-MOST_REAL_ENTRIES).map(({ entry }) => entry);
  const logged = await values.imagesOfRows(run, real, entries);
  return distinct(logged.map(({ images }, at) => ({ entry: entries[at] ?? 0, images })));
}

async function ofFeatures(
  ask: RunProjectionAsk,
  watch: ProjectionWatch,
  { store, values, projector }: Tools,
) {
  const { run } = ask;
  const indexes = await indexesOf(ask, store);
  const newestReal = indexes.real.at(-1)?.entry ?? 0;
  const allReal = matrixOf(await values.tensor(run, ask.real, newestReal));
  const real = firstRows(allReal, MOST_REAL);
  const newest = matrixOf(await values.tensor(run, ask.generated, indexes.generated.at(-1)?.entry ?? 0));
  const steps = evenly(indexes.generated, stepCountFor(Math.min(MOST_GENERATED, newest.sampleCount)));
  const all = await Promise.all(
    steps.map(async ({ step, entry }) => ({
      step,
      matrix: matrixOf(await values.tensor(run, ask.generated, entry)),
    })),
  );
  const generatedTotal = Math.min(...all.map(({ matrix }) => matrix.sampleCount));
  const shown = Math.min(generatedTotal, MOST_GENERATED);
  const generated = all.map(({ step, matrix }) => ({ step, matrix: firstRows(matrix, shown) }));
  const request: TimelineRequest = { ...methodOf(ask), seed: ask.seed, real, generated };
  const timeline = await projector.projectThroughTime(request, watch);
  if (timeline === null) return null;
  return {
    ...{ timeline, generatedTotal, stepTotal: indexes.generated.length, pooling: 1 },
    samplesAre: "features" as const,
    realEntries: new Uint32Array(real.sampleCount).fill(newestReal),
    realIndexes: Uint32Array.from({ length: real.sampleCount }, (_, index) => index),
    generatedEntries: Uint32Array.from(steps, ({ entry }) => entry),
    ...{ realCells: null, generatedCells: null },
    featureCount: real.featureCount,
  };
}

function stepCountFor(samplesAStep: number): number {
  const room = Math.floor((MOST_POINTS - MOST_REAL) / Math.max(1, samplesAStep));
  return Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, room));
}

function methodOf({ method, perplexity, neighbours }: RunProjectionAsk): Method {
  switch (method) {
    case "pca":
      return { method };
    case "t-sne":
      return { method, ...(perplexity !== undefined && { parameters: { perplexity } }) };
    case "umap":
      return { method, ...(neighbours !== undefined && { parameters: { neighbours } }) };
  }
}

interface LoggedPictures {
  readonly entry: number;
  readonly images: readonly Uint8Array[];
}

/** Newest first, without entries that log the same pictures again. */
function distinct(entries: readonly LoggedPictures[]): readonly LoggedPictures[] {
  const kept: LoggedPictures[] = [];
  for (const one of [...entries].reverse()) {
    const isKnown = kept.some(({ images }) => areEqual(images[0], one.images[0]));
    if (!isKnown) kept.push(one);
  }
  return kept;
}

function areEqual(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one?.length === other?.length && one?.every((byte, at) => byte === other?.[at]) === true;
}

function matrixOf({ shape, values }: { readonly shape: readonly number[]; readonly values: Float64Array }) {
  const [sampleCount = 0] = shape;
  return { sampleCount, featureCount: sampleCount === 0 ? 0 : values.length / sampleCount, values };
}

function nothingToProject({ run, real, generated }: RunProjectionAsk): ExplainedError {
  return new ExplainedError({
    code: "PROJECTION_NOTHING",
    what: `“${real}” and “${generated}” are not both images, nor both tensors of features.`,
    why: "Real and generated samples are laid out together, so both must be logged in one form.",
    fix: "Log samples/real and samples/fixed_noise as images, or features/<encoder>/real and …/fake as tensors.",
    where: run,
  });
}
