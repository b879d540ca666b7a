/** Projections of what a run has logged: which of its samples take part, and where each of them is in the log. */
import { ExplainedError, stepsAsNumbers } from "../model/index.ts";
import type { Method, Timeline, TimelineRequest } from "../projections/index.ts";
import type { BlobIndex, StoreReader, ValueReader } from "../store/index.ts";
import { chosenRows, rowsOf } from "./chosen-rows.ts";
import { distinctPictures, picturesOf, tagsOfSide } from "./logged-pictures.ts";
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
  /** Real samples there are, of which some are laid out, chosen by the seed. */
  readonly realTotal: number;
  /** Several where each holds one picture of an entry. */
  readonly realTags: readonly string[];
  readonly generatedTags: readonly string[];
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
  const [realTags, generatedTags] = await Promise.all(
    [ask.real, ask.generated].map((tag) => tagsOfSide(store, run, tag)),
  );
  const newestReal = indexes.real.slice(-MOST_REAL_ENTRIES).map(({ entry }) => entry);
  const reals = distinctPictures(await picturesOf(values, { run, tags: realTags ?? [] }, newestReal));
  const generatedSide = { run, tags: generatedTags ?? [] };
  const newest = indexes.generated.slice(-1).map(({ entry }) => entry);
  const each = (await picturesOf(values, generatedSide, newest))[0]?.images.length ?? 0;
  const steps = evenly(indexes.generated, stepCountFor(Math.min(MOST_GENERATED, each)));
  const rows = steps.map(({ entry }) => entry);
  const pictures = await picturesOf(values, generatedSide, rows);
  const request = {
    ...methodOf(ask),
    seed: ask.seed,
    tags: { real: ask.real, generated: ask.generated },
    real: reals.map(({ images }) => images),
    generated: steps.map(({ step }, at) => ({ step, images: pictures[at]?.images ?? [] })),
    ...{ mostReal: MOST_REAL, mostGenerated: MOST_GENERATED },
  };
  const done = await projector.projectPictures(request, watch);
  if (done === null) return null;
  const { realCounts, realRows, realMosaic, generatedMosaic, ...facts } = done.facts;
  const places = reals.flatMap(({ entry }, at) =>
    Array.from({ length: realCounts[at] ?? 0 }, (_, index) => [entry, index] as const),
  );
  return {
    ...facts,
    ...{ timeline: done.timeline, stepTotal: indexes.generated.length, realTotal: places.length },
    samplesAre: "pictures" as const,
    realEntries: realRows.map((row) => places[row]?.[0] ?? 0),
    realIndexes: realRows.map((row) => places[row]?.[1] ?? 0),
    generatedEntries: Uint32Array.from(rows),
    ...{ realCells: realMosaic, generatedCells: generatedMosaic },
    ...{ realTags: realTags ?? [], generatedTags: generatedTags ?? [] },
  };
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
  const realIndexes = chosenRows(allReal.sampleCount, MOST_REAL, ask.seed);
  const real = realIndexes.length === allReal.sampleCount ? allReal : rowsOf([allReal], realIndexes);
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
    realTotal: allReal.sampleCount,
    samplesAre: "features" as const,
    realEntries: new Uint32Array(real.sampleCount).fill(newestReal),
    realIndexes,
    generatedEntries: Uint32Array.from(steps, ({ entry }) => entry),
    ...{ realCells: null, generatedCells: null, realTags: [ask.real], generatedTags: [ask.generated] },
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
