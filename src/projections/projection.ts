/** What is asked of a projection, and what comes back. */
import type { SampleMatrix } from "../metrics/index.ts";
import type { Judgement, Trustworthiness } from "./trustworthiness.ts";

export const PROJECTION_METHODS = ["pca", "t-sne", "umap"] as const;
export type ProjectionMethod = (typeof PROJECTION_METHODS)[number];

export interface PcaParameters {
  readonly judgement: Judgement;
}

export interface TSneParameters {
  /** How many neighbours count, softly; at most (sampleCount − 1) / 3, and that where none is given and 30 is more. */
  readonly perplexity: number;
  readonly iterations: number;
  readonly exaggeratedIterations: number;
  readonly exaggeration: number;
  /** 0 for exact repulsion. */
  readonly theta: number;
  /** Wider features are first reduced to so many principal components. */
  readonly mostFeatures: number;
  readonly judgement: Judgement;
}

export interface UmapParameters {
  /** At most sampleCount − 1, and that where none is given and 15 is more. */
  readonly neighbours: number;
  readonly epochs: number;
  readonly minimumDistance: number;
  readonly negativeSamples: number;
  /** Wider features are first reduced to so many principal components. */
  readonly mostFeatures: number;
  readonly judgement: Judgement;
}

/** A method with its parameters; what is left out takes its default. */
export type Method =
  | { readonly method: "pca"; readonly parameters?: Partial<PcaParameters> }
  | { readonly method: "t-sne"; readonly parameters?: Partial<TSneParameters> }
  | { readonly method: "umap"; readonly parameters?: Partial<UmapParameters> };

export type ProjectionRequest = Method & {
  /** [sampleCount × featureCount], finite; two samples at least, five for t-SNE and UMAP. */
  readonly matrix: SampleMatrix;
  readonly seed: number;
};

/** Which parameters a result was made with. */
export type UsedParameters =
  | ({ readonly method: "pca" } & PcaParameters)
  | ({ readonly method: "t-sne" } & TSneParameters)
  | ({ readonly method: "umap" } & UmapParameters);

export interface ProjectionQuality {
  /** Against the features as given, before any reduction. */
  readonly trustworthiness: Trustworthiness;
  /** KL(P ‖ Q) in nats, what t-SNE minimises; null for other methods. */
  readonly divergence: number | null;
  /** Share of the variance along x and y; null for other methods than PCA. */
  readonly explained: readonly [number, number] | null;
}

/** Of features that were too wide to be laid out as they were. */
export interface Reduction {
  readonly fromFeatures: number;
  readonly toComponents: number;
  /** Share of the variance that was kept, in [0, 1]. */
  readonly explained: number;
}

export interface Projection {
  readonly parameters: UsedParameters;
  readonly seed: number;
  readonly sampleCount: number;
  /** x, y by turns, in the order of the samples. */
  readonly positions: Float64Array;
  readonly reduction: Reduction | null;
  readonly quality: ProjectionQuality;
}
