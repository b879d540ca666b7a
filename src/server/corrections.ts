/** Reads and replaces the user's corrections of roles: the one file that the page may write. */
import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import {
  type CorrectionsJson,
  type CorrectionsResponse,
  LARGEST_CORRECTIONS_BYTES,
  ROUTES,
} from "../api/index.ts";
import { ExplainedError } from "../model/index.ts";
import { errorBody } from "./failure.ts";

/** Corrections as they stand, and the files they stand in. */
export interface KeptCorrections extends Pick<CorrectionsResponse, "files" | "writesTo"> {
  readonly corrections: CorrectionsJson;
  /** Why those of a file do not hold, where they do not. */
  readonly problems: readonly ExplainedError[];
}

/** Where corrections are kept; `write` takes what a page sent, parses it, and returns where it put it. */
export interface WritableCorrections {
  kept(): Promise<KeptCorrections>;
  write(given: unknown): Promise<string>;
}

const CONTENT_TYPE = "application/json";

/**
 * A write needs the board's own origin: a page of another site can make a browser send, but not without
 * naming itself, nor with JSON's content type unasked.
 */
export function mountCorrections(app: Hono, corrections: WritableCorrections): void {
  const path = `/${ROUTES.corrections}` as const;
  app.get(path, async () => {
    const answer: CorrectionsResponse = answerOf(await corrections.kept());
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  });
  app.put(path, bodyLimit({ maxSize: LARGEST_CORRECTIONS_BYTES, onError: tooLarge }), async ({ req }) => {
    assertOwnOrigin(req.header("origin"), req.header("host"));
    const given = req.header("content-type")?.split(";")[0]?.trim();
    if (given !== CONTENT_TYPE) throw badRequest(`The request's content type is ${given ?? "not named"}.`);
    const body: unknown = await req.json().catch(() => {
      throw badRequest("The request's body is not JSON.");
    });
    const writtenTo = await corrections.write(body);
    const answer: CorrectionsResponse = { ...answerOf(await corrections.kept()), writtenTo };
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  });
}

function answerOf({ corrections, problems, files, writesTo }: KeptCorrections): CorrectionsResponse {
  return { ...corrections, files, writesTo, problems: problems.map(errorBody) };
}

/** A request without an origin is no page's: curl and scripts, which the guard has let in already. */
function assertOwnOrigin(origin: string | undefined, host: string | undefined): void {
  if (origin === undefined) return;
  const named = URL.canParse(origin) ? new URL(origin).host : "";
  if (named !== "" && named === host?.toLowerCase()) return;
  throw new ExplainedError({
    code: "ORIGIN_NOT_ALLOWED",
    what: `A page of ${origin} tried to correct roles.`,
    why: "Any page you happen to visit could otherwise change what this board says of your runs.",
    fix: "Correct roles on the board's own page, or edit nashboard.json.",
  });
}

function tooLarge(): never {
  throw badRequest(`The request's body is larger than ${LARGEST_CORRECTIONS_BYTES} bytes.`);
}

function badRequest(what: string): ExplainedError {
  return new ExplainedError({
    code: "BAD_REQUEST",
    what,
    why: "Corrections are replaced as a whole, so they are only taken when they are understood.",
    fix: "PUT the whole of {roles, lossFamily, inverted} as application/json; patterns keep it short.",
  });
}
