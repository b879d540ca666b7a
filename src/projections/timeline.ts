/** What is asked of a projection through training time, and what comes back. */
import type { SampleMatrix } from "../metrics/index.ts";
import type { Method, Reduction, UsedParameters } from "./projection.ts";
import type { Trustworthiness } from "./trustworthiness.ts";

/** Generated samples at one training step; row i comes from the same noise at every step. */
export interface GeneratedSamples {
  readonly step: number;
  readonly matrix: SampleMatrix;
}

export type TimelineRequest = Method & {
  /** The same real samples for all steps, by an encoder that does not train with the players. */
  readonly real: SampleMatrix;
  /** By ascending step, of one shape. */
  readonly generated: readonly GeneratedSamples[];
  readonly seed: number;
};

export interface TimelineStep {
  readonly step: number;
  /** Of the generated samples; x, y by turns. */
  readonly positions: Float64Array;
  /** Of real and generated points together, at this step. */
  readonly trustworthiness: Trustworthiness;
  /** Root mean square way of a generated point since the step before, in radii of the real layout; null at the first. */
  readonly movedRadii: number | null;
}

export interface Timeline {
  readonly parameters: UsedParameters;
  readonly seed: number;
  /** The same at every step; x, y by turns. */
  readonly realPositions: Float64Array;
  readonly steps: readonly TimelineStep[];
  readonly reduction: Reduction | null;
  /** Share of the variance of all samples of all steps along x and y; null for other methods than PCA. */
  readonly explained: readonly [number, number] | null;
}
