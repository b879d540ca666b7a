/** One function a route: the typed question, what its answer is, and which changes make it stale. */
import {
  type CorrectionsResponse,
  type DerivationsResponse,
  type DiagnosisResponse,
  type EntriesColumns,
  entryUrl,
  type HistogramsColumns,
  type HistogramsHeader,
  type HistogramsRequest,
  histogramsUrl,
  ROUTES,
  type RunResponse,
  type RunsResponse,
  type SeriesRequest,
  type SharedTagsResponse,
  seriesUrl,
  sharedTagsUrl,
  type TextResponse,
  tagUrl,
  unpackColumns,
} from "../../api/index.ts";
import type { SeriesView } from "../../model/index.ts";
import { growingSeries } from "./growing-series.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { ResourceRequest } from "./resource.ts";

/** Keeps a URL of long tags below the 16 KiB of headers that Node's server accepts. */
const TAGS_PER_REQUEST = 60;

/** Names every run at every change, hence less often than a chart. */
const RUNS_INTERVAL_MILLISECONDS = 1000;

export function runsRequest(): ResourceRequest<RunsResponse> {
  return {
    ...jsonRequest<RunsResponse>(ROUTES.runs, { what: "every run" }),
    minimumIntervalMilliseconds: RUNS_INTERVAL_MILLISECONDS,
  };
}

/** What the browser's window is to be called; chosen when the server was started, so asked once. */
export function windowTitleRequest(): ResourceRequest<string> {
  return {
    key: "window title",
    // As in jsonRequest.
    load: async (ask, signal) =>
      ((await (await ask(ROUTES.runs, signal)).json()) as RunsResponse).windowTitle,
    concerns: { what: "nothing" },
  };
}

export function runRequest(run: string): ResourceRequest<RunResponse> {
  return jsonRequest(tagUrl("run", run), { what: "run", run });
}

/** Counts what is left to derive, which takes the server longer than to tell of a run. */
const DERIVATIONS_INTERVAL_MILLISECONDS = 2000;

export function derivationsRequest(run: string): ResourceRequest<DerivationsResponse> {
  return {
    ...jsonRequest<DerivationsResponse>(tagUrl("derivations", run), { what: "run", run }),
    minimumIntervalMilliseconds: DERIVATIONS_INTERVAL_MILLISECONDS,
  };
}

/** A window of steps is the least that can change a verdict. */
const DIAGNOSIS_INTERVAL_MILLISECONDS = 2000;

/** The server judges runs in the thread that answers everything else, and a list asks for many. */
const inTurn = oneAtATime();

export function diagnosisRequest(run: string): ResourceRequest<DiagnosisResponse> {
  const request = jsonRequest<DiagnosisResponse>(tagUrl("diagnosis", run), { what: "run", run });
  return {
    ...request,
    load: (ask, signal, arrived) => inTurn(signal, () => request.load(ask, signal, arrived)),
    minimumIntervalMilliseconds: DIAGNOSIS_INTERVAL_MILLISECONDS,
  };
}

/** Corrections change by hand; whoever mends the file sees it with the next points. */
const CORRECTIONS_INTERVAL_MILLISECONDS = 5000;

export function correctionsRequest(): ResourceRequest<CorrectionsResponse> {
  return {
    ...jsonRequest<CorrectionsResponse>(ROUTES.corrections, { what: "every run" }),
    minimumIntervalMilliseconds: CORRECTIONS_INTERVAL_MILLISECONDS,
  };
}

export interface RunSeriesRequest extends Omit<SeriesRequest, "runs"> {
  readonly run: string;
}

/** Views of the tags that exist, in the order the server gives them. */
export function seriesRequest(request: RunSeriesRequest): ResourceRequest<readonly SeriesView[]> {
  const { run, tags, ...rest } = request;
  const parts: SeriesRequest[] = [];
  for (let i = 0; i < tags.length; i += TAGS_PER_REQUEST) {
    parts.push({ ...rest, runs: [run], tags: tags.slice(i, i + TAGS_PER_REQUEST) });
  }
  const loads = parts.map(growingSeries);
  return {
    key: parts.map(seriesUrl).join(" "),
    load: async (ask, signal) => (await Promise.all(loads.map((load) => load(ask, signal, () => {})))).flat(),
    concerns: { what: "tags", run, tags: new Set(tags) },
  };
}

/** Redrawing hundreds of lines takes as long as several charts of one run. */
const COMPARISON_INTERVAL_MILLISECONDS = 1000;

export interface ComparisonRequest extends Omit<SeriesRequest, "tags"> {
  readonly tag: string;
}

/** One tag of many runs in one answer: views of the runs that have it. */
export function comparisonRequest(request: ComparisonRequest): ResourceRequest<readonly SeriesView[]> {
  const { tag, runs, ...rest } = request;
  const question = { ...rest, runs, tags: [tag] };
  return {
    key: seriesUrl(question),
    load: growingSeries(question),
    concerns: { what: "tag of runs", runs: new Set(runs), tag },
    minimumIntervalMilliseconds: COMPARISON_INTERVAL_MILLISECONDS,
  };
}

export function sharedTagsRequest(runs: readonly string[]): ResourceRequest<SharedTagsResponse> {
  return {
    ...jsonRequest<SharedTagsResponse>(sharedTagsUrl(runs), { what: "every run" }),
    minimumIntervalMilliseconds: SHARED_TAGS_INTERVAL_MILLISECONDS,
  };
}

/** New tags appear at the start of a run, if at all. */
const SHARED_TAGS_INTERVAL_MILLISECONDS = 5000;

export type HistogramsAnswer = HistogramsHeader & HistogramsColumns;

export function histogramsRequest(request: HistogramsRequest): ResourceRequest<HistogramsAnswer> {
  return columnsRequest(histogramsUrl(request), request);
}

export function entriesRequest(run: string, tag: string): ResourceRequest<EntriesColumns> {
  return columnsRequest(tagUrl("entries", run, tag), { run, tag });
}

/** An entry of a text tag never changes once it is written. */
export function textRequest(run: string, tag: string, entry: number): ResourceRequest<TextResponse> {
  return jsonRequest(entryUrl("text", { run, tag, entry }), { what: "nothing" });
}

function jsonRequest<T>(url: string, concerns: ResourceRequest<T>["concerns"]): ResourceRequest<T> {
  return {
    key: url,
    // Server and page are one package, so the answer has the type that the route names.
    load: async (ask, signal) => (await (await ask(url, signal)).json()) as T,
    concerns,
  };
}

function columnsRequest<T>(url: string, about: { readonly run: string; readonly tag: string }) {
  const request: ResourceRequest<T> = {
    key: url,
    load: async (ask, signal) => {
      const { header, columns } = unpackColumns(await (await ask(url, signal)).arrayBuffer());
      // As for JSON: the columns are those that the route names.
      return { ...(header as object), ...columns } as T;
    },
    concerns: { what: "tags", run: about.run, tags: new Set([about.tag]) },
  };
  return request;
}
