/** The parts of an answer of `api/projection`: how far it is, where points are on the way, and the result. */
import type { ErrorResponse } from "./responses.ts";

export const LAYOUT_METHODS = ["pca", "t-sne", "umap"] as const;
export type LayoutMethod = (typeof LAYOUT_METHODS)[number];

export type LayoutPhase = "reducing" | "finding-neighbours" | "calibrating" | "optimising" | "judging";

/** Header of each part; the last is `done` or `failed`. */
export type ProjectionHeader =
  /** Others are laid out first. */
  | { readonly kind: "waiting" }
  /** With columns `realPositions` and `generatedPositions` once points have places. */
  | {
      readonly kind: "progress";
      readonly phase: LayoutPhase;
      readonly done: number;
      readonly total: number;
      /** Of `generatedPositions`; 0 without them. */
      readonly stepCount: number;
    }
  /** With `ProjectionColumns`. */
  | { readonly kind: "done"; readonly facts: ProjectionFacts }
  | { readonly kind: "failed"; readonly error: ErrorResponse };

export interface ProjectionFacts {
  readonly method: LayoutMethod;
  /** As used, those that were left to their defaults too. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly samplesAre: "pictures" | "features";
  /** Of `realTotal`, chosen by the seed where those are more. */
  readonly realCount: number;
  readonly realTotal: number;
  /** Generated samples of each step, of `generatedTotal` logged ones. */
  readonly generatedCount: number;
  readonly generatedTotal: number;
  readonly steps: readonly ProjectionStep[];
  /** How many steps were logged, of which `steps` are some. */
  readonly stepTotal: number;
  readonly featureCount: number;
  /** Pixels along a side whose mean is one feature; 1: pixels as they are. */
  readonly pooling: number;
  /** Principal components that wide features were reduced to, and the share of variance they keep. */
  readonly reduction: { readonly toComponents: number; readonly explained: number } | null;
  /** Share of the variance along x and y; null for other methods than PCA. */
  readonly explained: readonly [number, number] | null;
  readonly realCells: Cells | null;
  readonly generatedCells: Cells | null;
  /** Several where each holds one picture of an entry. */
  readonly realTags: readonly string[];
  readonly generatedTags: readonly string[];
}

export interface ProjectionStep {
  readonly step: number;
  /** Of the generated tag. */
  readonly entry: number;
  /** Of real and generated points together, over so many of them, with so many neighbours. */
  readonly trustworthiness: number;
  readonly judgedCount: number;
  readonly neighbourCount: number;
  /** Way of a generated point since the step before, root mean square, in radii of the real layout. */
  readonly movedRadii: number | null;
}

/** Where in a picture of many samples each of them is, row by row. */
export interface Cells {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly columns: number;
  /** Pixels between cells; around all of them too, unless it is 0. */
  readonly padding: number;
}

export interface ProjectionColumns {
  /** x, y by turns; the same at every step. */
  readonly realPositions: Float64Array;
  /** Step after step. */
  readonly generatedPositions: Float64Array;
  /** Where each real point is in the log. */
  readonly realEntries: Uint32Array;
  readonly realIndexes: Uint32Array;
}
