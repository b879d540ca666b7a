/** What the server needs of whoever lays samples out, handed in by the composition root. */
import type { LayoutPhase, ProjectionColumns, ProjectionFacts, ProjectionRequest } from "../api/index.ts";

export interface LayoutOnTheWay {
  readonly phase: LayoutPhase;
  readonly done: number;
  readonly total: number;
  /** null before points have places. */
  readonly layout:
    | (Pick<ProjectionColumns, "realPositions" | "generatedPositions"> & { readonly stepCount: number })
    | null;
}

export interface ProjectionDone {
  readonly facts: ProjectionFacts;
  readonly columns: ProjectionColumns;
}

export interface Projections {
  /** Equal words, equal results: what is asked, of which files, as far as they have been read. */
  identityOf(ask: ProjectionRequest): Promise<string>;
  /** null where the signal ended it. Never keeps the caller's thread busy. */
  project(
    ask: ProjectionRequest,
    watch: { readonly onProgress: (progress: LayoutOnTheWay) => void; readonly signal: AbortSignal },
  ): Promise<ProjectionDone | null>;
}
