/** Reads a projection while it is made: where it is, then where its points are. */
import {
  type ErrorResponse,
  FrameReader,
  type ProjectionColumns,
  type ProjectionFacts,
  type ProjectionHeader,
  type ProjectionRequest,
  projectionUrl,
  unpackColumns,
} from "../../api/index.ts";
import { AnswerError, ask } from "./ask.ts";

export interface PlacesOnTheWay {
  readonly realPositions: Float64Array;
  readonly generatedPositions: Float64Array;
  readonly stepCount: number;
}

export type ProjectionNews =
  | { readonly kind: "waiting" }
  | {
      readonly kind: "progress";
      readonly header: Extract<ProjectionHeader, { kind: "progress" }>;
      /** null before points have places. */
      readonly places: PlacesOnTheWay | null;
    }
  | { readonly kind: "done"; readonly facts: ProjectionFacts; readonly columns: ProjectionColumns }
  | { readonly kind: "failed"; readonly error: ErrorResponse };

/** Ends with `done` or `failed`; aborting ends the work on the server too, unless others wait for it. */
export async function* projectionNews(
  request: ProjectionRequest,
  signal: AbortSignal,
): AsyncGenerator<ProjectionNews> {
  const { body } = await ask(projectionUrl(request), signal);
  const frames = new FrameReader();
  const reader = body?.getReader();
  // A line that is cut is an answer that ends early.
  const read = () => reader?.read().catch(() => undefined);
  let hasEnded = false;
  for (let piece = await read(); piece?.value !== undefined; piece = await read()) {
    for (const part of frames.add(piece.value)) {
      const news = newsIn(part);
      hasEnded = news.kind === "done" || news.kind === "failed";
      yield news;
    }
  }
  if (!hasEnded) throw brokenOff();
}

function newsIn(part: ArrayBuffer): ProjectionNews {
  const { header, columns } = unpackColumns(part);
  // Server and page are one package: the header and columns are those that the route names.
  const told = header as ProjectionHeader;
  switch (told.kind) {
    case "waiting":
      return told;
    case "failed":
      return told;
    case "done":
      return { kind: "done", facts: told.facts, columns: columns as unknown as ProjectionColumns };
    case "progress": {
      const { realPositions, generatedPositions } = columns;
      const hasPlaces = realPositions instanceof Float64Array && generatedPositions instanceof Float64Array;
      const { stepCount } = told;
      return {
        kind: "progress",
        header: told,
        places: hasPlaces ? { realPositions, generatedPositions, stepCount } : null,
      };
    }
  }
}

function brokenOff(): AnswerError {
  return new AnswerError({
    code: "PROJECTION_BROKEN_OFF",
    what: "The server ended the projection before it was done.",
    why: "It may have been stopped or restarted.",
    fix: "Lay the samples out again.",
  });
}
