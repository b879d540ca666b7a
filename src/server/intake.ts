/** The one door by which something is written: bytes of event files, from trainers that share no disk with the board. */
import type { Hono, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { z } from "zod";
import { type IntakeResponse, LARGEST_INTAKE_BYTES, ROUTES } from "../api/index.ts";
import { ExplainedError } from "../model/index.ts";
import { type Access, isLoopbackName } from "./guard.ts";
import { IntakeFiles } from "./intake-files.ts";
import { parseQuery } from "./queries.ts";

const CONFLICT = 409;
const PREFLIGHT_SECONDS = 600;
const CONTENT_TYPE = "application/octet-stream";

const once = z.tuple([z.string()]).transform(([value]) => value);
const place = z.object({ run: once, file: once });
const QUERIES = { place, chunk: place.extend({ offset: once.transform(Number).pipe(z.int().min(0)) }) };

/**
 * Pages of other origins may send where their host is this machine's or was allowed, or where they must show
 * the token; others are refused although no browser would let them read the answer, since a write needs none.
 */
export function intakeOrigins(access: Access): MiddlewareHandler {
  const allowed = (origin: string) => access.kind === "token" || isNamed(origin, access.allowedHosts);
  const crossOrigin = cors({
    origin: (origin) => (allowed(origin) ? origin : null),
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization", "content-type"],
    maxAge: PREFLIGHT_SECONDS,
  });
  return async (context, next) => {
    const origin = context.req.header("origin");
    if (origin !== undefined && !allowed(origin)) throw originNotAllowed(origin);
    return await crossOrigin(context, next);
  };
}

/** Routes on `api/intake`; without a directory they say how to get one. */
export function mountIntake(app: Hono, directory: string | null): void {
  const files = directory === null ? null : new IntakeFiles(directory);
  const path = `/${ROUTES.intake}` as const;
  app.get(path, async ({ req }) => {
    const size = await opened(files).sizeOf(parseQuery(QUERIES.place, req.url));
    const answer: IntakeResponse = { size };
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  });
  app.post(path, bodyLimit({ maxSize: LARGEST_INTAKE_BYTES, onError: tooLarge }), async ({ req }) => {
    if (req.header("content-type") !== CONTENT_TYPE) throw wrongContentType(req.header("content-type"));
    const { offset, ...file } = parseQuery(QUERIES.chunk, req.url);
    const bytes = new Uint8Array(await req.arrayBuffer());
    const { size, isAppended } = await opened(files).append(file, offset, bytes);
    const answer: IntakeResponse = { size };
    return Response.json(answer, isAppended ? {} : { status: CONFLICT });
  });
}

function isNamed(origin: string, allowedHosts: readonly string[]): boolean {
  const name = URL.canParse(origin) ? new URL(origin).hostname.toLowerCase() : "";
  return isLoopbackName(name) || allowedHosts.includes(name);
}

function opened(files: IntakeFiles | null): IntakeFiles {
  if (files !== null) return files;
  throw new ExplainedError({
    code: "INTAKE_CLOSED",
    what: "This board takes no events by HTTP.",
    why: "It was started without a directory to write them to, and it never writes to a log directory.",
    fix: "Start it with --intake DIR.",
  });
}

function originNotAllowed(origin: string): ExplainedError {
  return new ExplainedError({
    code: "ORIGIN_NOT_ALLOWED",
    what: `A page of ${origin} tried to send events.`,
    why: "Any page you happen to visit could otherwise write runs to your disk.",
    fix: "Start the board with --allow-host NAME of that page's host, if the page is yours.",
  });
}

/** Browsers ask before they send this type to another origin, which a plain form never does. */
function wrongContentType(given: string | undefined): ExplainedError {
  return new ExplainedError({
    code: "BAD_REQUEST",
    what: `The body's content type is ${given ?? "not given"}.`,
    why: `Events are sent as ${CONTENT_TYPE}.`,
    fix: `Set the header content-type: ${CONTENT_TYPE}.`,
  });
}

function tooLarge(): never {
  throw new ExplainedError({
    code: "INTAKE_TOO_LARGE",
    what: `The request is larger than ${LARGEST_INTAKE_BYTES} bytes.`,
    why: "Requests are held in memory until they are written.",
    fix: "Send the events in smaller pieces, each at the offset where the one before ended.",
  });
}
