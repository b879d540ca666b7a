/** Every route, written once: the server mounts these paths, the page calls them. All relative, so that a path prefix works. */
import type { Axis } from "../model/index.ts";
import type { LayoutMethod } from "./projection.ts";
import { formatKnownRows, type KnownRows } from "./series-tail.ts";

export const ROUTES = {
  runs: "api/runs",
  run: "api/run",
  sharedTags: "api/shared-tags",
  derivations: "api/derivations",
  projection: "api/projection",
  diagnosis: "api/diagnosis",
  series: "api/series",
  histograms: "api/histograms",
  entries: "api/entries",
  images: "api/images",
  image: "api/image",
  audio: "api/audio",
  text: "api/text",
  events: "api/events",
  intake: "api/intake",
  corrections: "api/corrections",
} as const;

/** The largest body of one `POST` to the intake route. */
export const LARGEST_INTAKE_BYTES = 4 * 2 ** 20;

/** The largest body of one `PUT` of corrections. */
export const LARGEST_CORRECTIONS_BYTES = 2 ** 20;

/** Default port of the board; none of the other trackers uses it. */
export const DEFAULT_PORT = 6886;

/** A query for many visible series at once: every run × every tag that exists. */
export interface SeriesRequest {
  readonly runs: readonly string[];
  readonly tags: readonly string[];
  readonly fromStep?: number | undefined;
  readonly toStep?: number | undefined;
  readonly maxBuckets: number;
  /** Not given: steps. On other axes `fromStep` and `toStep` are places on those. */
  readonly axis?: Axis | undefined;
  /** Weight of the past in the smoothed line, 0…0.999; not given: none. */
  readonly smoothing?: number | undefined;
  /** "none": the answer leaves wall times out. */
  readonly times?: "none" | undefined;
  /** What the page has of each run × tag, run by run; null where nothing. Rows that are unchanged stay behind. */
  readonly since?: readonly (KnownRows | null)[] | undefined;
  /** That of the answer that `since` tells of: series that have not changed after it stay behind whole. */
  readonly mark?: string | undefined;
}

export function seriesUrl(request: SeriesRequest): string {
  const query = new QueryText();
  for (const run of request.runs) query.add("run", run);
  for (const tag of request.tags) query.add("tag", tag);
  query.add("from", request.fromStep).add("to", request.toStep).add("buckets", request.maxBuckets);
  query.add("axis", request.axis).add("smoothing", request.smoothing).add("times", request.times);
  query.add("mark", request.mark);
  for (const known of request.since ?? []) query.add("since", known === null ? "" : formatKnownRows(known));
  return `${ROUTES.series}?${query.text}`;
}

export interface HistogramsRequest {
  readonly run: string;
  readonly tag: string;
  readonly fromStep?: number | undefined;
  readonly toStep?: number | undefined;
  /** At most this many histograms. */
  readonly columns: number;
  /** Bins of the shared edges. */
  readonly bins: number;
}

export function histogramsUrl(request: HistogramsRequest): string {
  const query = new QueryText().add("run", request.run).add("tag", request.tag);
  query.add("from", request.fromStep).add("to", request.toStep);
  return `${ROUTES.histograms}?${query.add("columns", request.columns).add("bins", request.bins).text}`;
}

/** Several images in one answer (binary, see `packBlobs`): images `firstIndex`… of each entry. */
export interface ImagesRequest {
  readonly run: string;
  readonly tag: string;
  readonly entries: readonly number[];
  readonly firstIndex: number;
  /** Images of each entry; fewer come where the entry holds fewer. */
  readonly count: number;
}

export function imagesUrl({ run, tag, entries, firstIndex, count }: ImagesRequest): string {
  const query = new QueryText().add("run", run).add("tag", tag).add("entries", entries.join(","));
  return `${ROUTES.images}?${query.add("first", firstIndex).add("count", count).text}`;
}

export function entryUrl(
  route: "image" | "audio" | "text",
  key: { readonly run: string; readonly tag: string; readonly entry: number; readonly index?: number },
): string {
  const query = new QueryText()
    .add("run", key.run)
    .add("tag", key.tag)
    .add("entry", key.entry)
    .add("index", key.index);
  return `${ROUTES[route]}?${query.text}`;
}

/** `run` alone, or `run` and `tag`, for the routes that need no more. */
export function tagUrl(
  route: "run" | "entries" | "derivations" | "diagnosis",
  run: string,
  tag?: string,
): string {
  return `${ROUTES[route]}?${new QueryText().add("run", run).add("tag", tag).text}`;
}

/** Which scalar tags the named runs have. */
export function sharedTagsUrl(runs: readonly string[]): string {
  const query = new QueryText();
  for (const run of runs) query.add("run", run);
  return `${ROUTES.sharedTags}?${query.text}`;
}

/** Two tags of one run laid out on a plane, through time. */
export interface ProjectionRequest {
  readonly run: string;
  /** Tags of images, or of features. */
  readonly real: string;
  readonly generated: string;
  readonly method: LayoutMethod;
  readonly seed: number;
  /** Of t-SNE; not given: the usual one. */
  readonly perplexity?: number | undefined;
  /** Of UMAP; not given: the usual number. */
  readonly neighbours?: number | undefined;
}

export function projectionUrl(request: ProjectionRequest): string {
  const query = new QueryText().add("run", request.run).add("real", request.real);
  query.add("generated", request.generated).add("method", request.method).add("seed", request.seed);
  query.add("perplexity", request.perplexity).add("neighbours", request.neighbours);
  return `${ROUTES.projection}?${query.text}`;
}

class QueryText {
  text = "";

  add(name: string, value: string | number | undefined): this {
    if (value === undefined) return this;
    const separator = this.text === "" ? "" : "&";
    this.text += `${separator}${name}=${encodeURIComponent(value)}`;
    return this;
  }
}
