/** HTTP in and out: each route parses its query, asks the board, and answers. */
import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { compress } from "hono/compress";
import {
  type DerivationsResponse,
  type DiagnosisResponse,
  type EntriesHeader,
  packColumns,
  ROUTES,
} from "../api/index.ts";
import { stepsAsNumbers } from "../model/index.ts";
import type { Board } from "./board.ts";
import { mountCorrections, type WritableCorrections } from "./corrections.ts";
import { failureResponse, notFound } from "./failure.ts";
import { type Access, guard, securityHeaders } from "./guard.ts";
import { histogramsAnswer } from "./histograms.ts";
import { intakeOrigins, mountIntake } from "./intake.ts";
import { LiveUpdates } from "./live.ts";
import { audioAnswer, imageAnswer, imagesAnswer, textAnswer } from "./media.ts";
import { ProjectionJobs } from "./projection-jobs.ts";
import { parseQuery, QUERIES } from "./queries.ts";
import { RunAnswers } from "./run-answers.ts";
import { seriesJson, seriesParts } from "./series.ts";
import { SeriesChanges } from "./series-changes.ts";
import { sharedTags } from "./shared-tags.ts";
import type { StaticFile } from "./static-files.ts";
import { streamed } from "./streamed.ts";

const BINARY = "application/octet-stream";

export interface App {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  close(): void;
}

export interface AppOptions {
  readonly board: Board;
  readonly page: ReadonlyMap<string, StaticFile>;
  readonly access: Access;
  /** Mount point behind a proxy that keeps it in the path, such as "/nashboard"; "" for none. */
  readonly pathPrefix: string;
  /** Where events sent by HTTP are written; none are taken without it. */
  readonly intakeDirectory?: string | undefined;
  /** Not given: roles cannot be corrected. */
  readonly corrections?: WritableCorrections | undefined;
}

export function createApp({
  board,
  page,
  access,
  pathPrefix,
  intakeDirectory,
  corrections,
}: AppOptions): App {
  const epoch = randomUUID();
  const live = new LiveUpdates(board, epoch);
  const changes = new SeriesChanges(board.store, epoch);
  const projections = new ProjectionJobs(board.projections);
  const app = new Hono().basePath(pathPrefix);
  app.onError((error) => failureResponse(error));
  app.use(securityHeaders());
  // Before the guard: a browser asks whether it may send without showing a token.
  app.use(`/${ROUTES.intake}`, intakeOrigins(access));
  app.use(guard(access));
  app.get(`/${ROUTES.events}`, ({ req }) => live.stream(req.header("last-event-id") ?? null));
  app.get(`/${ROUTES.projection}`, ({ req }) => projections.answer(parseQuery(QUERIES.projection, req.url)));
  app.use(`/api/*`, compress());
  mountRuns(app, board);
  mountComparison(app, board);
  mountSeries(app, board, changes);
  mountValues(app, board);
  mountIntake(app, intakeDirectory ?? null);
  if (corrections !== undefined) mountCorrections(app, corrections);
  mountPage(app, page, pathPrefix);
  const close = () => {
    live.close();
    changes.close();
    projections.close();
  };
  return { fetch: (request) => app.fetch(request), close };
}

function mountRuns(app: Hono, board: Board): void {
  const answers = new RunAnswers(board);
  app.get(`/${ROUTES.runs}`, async () => fresh(Response.json(await answers.list())));
  app.get(`/${ROUTES.run}`, async ({ req }) => {
    const { run } = parseQuery(QUERIES.runOnly, req.url);
    return fresh(Response.json(await answers.one(run)));
  });
  app.get(`/${ROUTES.diagnosis}`, async ({ req }) => {
    const { run } = parseQuery(QUERIES.runOnly, req.url);
    const answer: DiagnosisResponse = { run, games: await board.diagnose(run) };
    return fresh(Response.json(answer));
  });
  app.get(`/${ROUTES.derivations}`, async ({ req }) => {
    const { run } = parseQuery(QUERIES.runOnly, req.url);
    const answer: DerivationsResponse = { derivations: await board.derivationsOf(run) };
    return fresh(Response.json(answer));
  });
}

function mountComparison(app: Hono, board: Board): void {
  app.get(`/${ROUTES.sharedTags}`, async ({ req }) =>
    fresh(Response.json(await sharedTags(board.store, parseQuery(QUERIES.runList, req.url).run))),
  );
}

function mountSeries(app: Hono, board: Board, changes: SeriesChanges): void {
  app.get(`/${ROUTES.series}`, async ({ req }) => {
    const ask = parseQuery(QUERIES.series, req.url);
    return ask.format === "json"
      ? streamed(seriesJson(board.store, ask), "application/json")
      : streamed(seriesParts({ store: board.store, changes }, ask), BINARY);
  });
  app.get(`/${ROUTES.histograms}`, async ({ req }) =>
    binary(await histogramsAnswer(board, parseQuery(QUERIES.histograms, req.url))),
  );
}

function mountValues(app: Hono, board: Board): void {
  app.get(`/${ROUTES.entries}`, async ({ req }) => {
    const { run, tag } = parseQuery(QUERIES.runAndTag, req.url);
    const { steps, wallTimes, itemCounts } = await board.store.blobs(run, tag);
    const header: EntriesHeader = { run, tag };
    return binary(packColumns(header, { steps: stepsAsNumbers(steps), wallTimes, itemCounts }));
  });
  app.get(`/${ROUTES.images}`, async ({ req }) => {
    const ask = parseQuery(QUERIES.images, req.url);
    return binary(await imagesAnswer(board, ask));
  });
  app.get(`/${ROUTES.image}`, ({ req }) => imageAnswer(board, req.raw, parseQuery(QUERIES.entry, req.url)));
  app.get(`/${ROUTES.audio}`, ({ req }) => audioAnswer(board, req.raw, parseQuery(QUERIES.entry, req.url)));
  app.get(`/${ROUTES.text}`, async ({ req }) =>
    Response.json(await textAnswer(board, parseQuery(QUERIES.entry, req.url))),
  );
}

function mountPage(app: Hono, page: ReadonlyMap<string, StaticFile>, pathPrefix: string): void {
  app.get("*", ({ req }) => {
    const path = req.path.slice(pathPrefix.length + 1);
    const file = page.get(path === "" ? "index.html" : path);
    if (file === undefined) throw notFound(`There is no page or route “/${path}”.`, req.path);
    return new Response(file.bytes, { headers: file.headers });
  });
}

function binary(bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(bytes, {
    headers: { "content-type": BINARY, "cache-control": "no-store" },
  });
}

function fresh(response: Response): Response {
  response.headers.set("cache-control", "no-store");
  return response;
}
