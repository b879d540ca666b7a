/** Asks the server, and turns every way of failing into an explanation that can be shown in place. */
import type { ErrorResponse } from "../../api/index.ts";

/** Code of the failure to reach the server at all. */
export const UNREACHABLE = "SERVER_UNREACHABLE";

export class AnswerError extends Error {
  readonly response: ErrorResponse;

  constructor(response: ErrorResponse, cause?: unknown) {
    super(response.what, { cause });
    this.name = "AnswerError";
    this.response = response;
  }
}

/** `sent`: where something is to be changed and not only read. */
export async function ask(
  url: string,
  signal?: AbortSignal,
  sent?: { readonly method: "PUT"; readonly json: unknown },
): Promise<Response> {
  const response = await fetch(url, { signal: signal ?? null, ...(sent && asBody(sent)) }).catch(
    (cause: unknown) => {
      if (signal?.aborted === true) throw cause;
      throw new AnswerError(unreachable(url), cause);
    },
  );
  if (!response.ok) throw new AnswerError(await explanationIn(response, url));
  return response;
}

function asBody({ method, json }: { readonly method: "PUT"; readonly json: unknown }): RequestInit {
  return { method, headers: { "content-type": "application/json" }, body: JSON.stringify(json) };
}

/** The explanation of any failure of a request. */
export function explanationOf(failure: unknown): ErrorResponse {
  if (failure instanceof AnswerError) return failure.response;
  return {
    code: "ANSWER_UNREADABLE",
    what: `The server's answer could not be read: ${failure instanceof Error ? failure.message : String(failure)}.`,
    why: "This part of the page stays as it was.",
    fix: "Reload the page; if the server was updated while the page was open, that brings both to one version.",
  };
}

function unreachable(url: string): ErrorResponse {
  return {
    code: UNREACHABLE,
    what: "The server did not answer.",
    why: "What is shown is the last that was read; new points do not arrive.",
    fix: "See whether nashboard is still running in its terminal. The page tries again by itself.",
    where: url,
  };
}

async function explanationIn(response: Response, url: string): Promise<ErrorResponse> {
  const body: unknown = await response.json().catch(() => null);
  if (isErrorResponse(body)) return body;
  return {
    code: `HTTP_${response.status}`,
    what: `The server answered ${response.status} ${response.statusText}.`.replace(" .", "."),
    why: "Something between this page and nashboard, such as a proxy, may have answered in its place.",
    fix: "Try again; if it stays, open the board at the address that nashboard printed.",
    where: url,
  };
}

function isErrorResponse(body: unknown): body is ErrorResponse {
  if (typeof body !== "object" || body === null) return false;
  return (["code", "what", "why", "fix"] as const).every(
    (field) => field in body && typeof (body as Record<string, unknown>)[field] === "string",
  );
}
