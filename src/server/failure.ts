/** Turns whatever went wrong in a request into an answer that says what, why and how to fix it. */
import type { ErrorResponse } from "../api/index.ts";
import { ExplainedError } from "../model/index.ts";

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  TOKEN_NEEDED: 401,
  HOST_NOT_ALLOWED: 403,
  ORIGIN_NOT_ALLOWED: 403,
  INTAKE_CLOSED: 404,
  INTAKE_NAME: 400,
  INTAKE_TOO_LARGE: 413,
  INTAKE_FAILED: 507,
  CORRECTIONS_MALFORMED: 400,
  CORRECTIONS_UNREADABLE: 409,
  CORRECTIONS_NOT_WRITTEN: 507,
  NOT_FOUND: 404,
  NO_SUCH_VALUE: 404,
  VALUE_GONE: 410,
  PROJECTIONS_BUSY: 503,
  TFEVENTS_VALUE_MALFORMED: 422,
  TFEVENTS_VALUE_UNEXPECTED: 422,
};
const INTERNAL_ERROR = 500;

export function failureResponse(error: unknown): Response {
  const body = errorBody(error);
  return Response.json(body, { status: STATUS_OF_CODE[body.code] ?? INTERNAL_ERROR });
}

export function errorBody(error: unknown): ErrorResponse {
  if (error instanceof ExplainedError) {
    const { code, what, why, fix, where } = error;
    return { code, what, why, fix, ...(where === undefined ? {} : { where }) };
  }
  return {
    code: "INTERNAL",
    what: `The server failed: ${error instanceof Error ? error.message : String(error)}.`,
    why: "This is a fault in Nashboard, not in your logs.",
    fix: "Report it with what you were looking at; reload the page to go on.",
  };
}

export function notFound(what: string, where: string): ExplainedError {
  return new ExplainedError({
    code: "NOT_FOUND",
    what,
    why: "The page asked for something that the log does not hold, or no longer holds.",
    fix: "Reload the page; if a log file was deleted, that is all there is to do.",
    where,
  });
}
