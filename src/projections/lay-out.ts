/** From samples to points in the plane, method by method. */
import { type SampleMatrix, seededNormal } from "../metrics/index.ts";
import type { Descending } from "./descending.ts";
import { fuzzyGraph } from "./fuzzy-set.ts";
import { type NearestNeighbours, nearestNeighbours } from "./nearest-neighbours.ts";
import { calibrate, jointProbabilities, neighboursFor } from "./perplexity.ts";
import { principalComponents, projectOnto } from "./principal-components.ts";
import type { Reduction, UsedParameters } from "./projection.ts";
import { TSneDescent } from "./t-sne.ts";
import { UmapDescent } from "./umap.ts";
import type { Work } from "./work.ts";

/** A method that moves points step by step. */
export type DescendingMethod = Exclude<UsedParameters, { readonly method: "pca" }>;

export interface ReducedSamples {
  readonly samples: SampleMatrix;
  readonly reduction: Reduction | null;
}

/** Root mean square of x at the start: so small that points pass through one another. */
const T_SNE_START = 1e-4;
/** Largest coordinate at the start, as in umap-learn. */
const UMAP_START = 10;
/** Share of the start's spread by which points are moved at random, so that duplicates come apart. */
const JITTER = 1e-2;

/** Features wider than `mostFeatures` as that many principal components. */
export function* reduced(
  matrix: SampleMatrix,
  { mostFeatures, seed }: { readonly mostFeatures: number; readonly seed: number },
): Work<ReducedSamples> {
  const { sampleCount, featureCount } = matrix;
  if (featureCount <= mostFeatures) return { samples: matrix, reduction: null };
  const components = yield* principalComponents(matrix, { componentCount: mostFeatures, seed });
  const toComponents = components.componentCount;
  const values = projectOnto(components, matrix);
  const explained = components.explained.reduce((sum, share) => sum + share, 0);
  return {
    samples: { sampleCount, featureCount: toComponents, values },
    reduction: { fromFeatures: featureCount, toComponents, explained },
  };
}

/** The first two principal components, as a start for `method`. */
export function* startOf(
  samples: SampleMatrix,
  { method, seed }: { readonly method: DescendingMethod["method"]; readonly seed: number },
): Work<Float64Array> {
  const components = yield* principalComponents(samples, { componentCount: 2, seed });
  const start = inPlane(projectOnto(components, samples), components.componentCount);
  let [sumOfSquares, farthest] = [0, 0];
  for (let at = 0; at < start.length; at++) {
    // `as number`, here and below: within the bounds of typed arrays by construction.
    const value = start[at] as number;
    if (at % 2 === 0) sumOfSquares += value * value;
    farthest = Math.max(farthest, Math.abs(value));
  }
  const spread = method === "t-sne" ? Math.sqrt(sumOfSquares / samples.sampleCount) : farthest;
  const wanted = method === "t-sne" ? T_SNE_START : UMAP_START;
  const normal = seededNormal(seed);
  const scale = spread > 0 ? wanted / spread : 0;
  return start.map((value) => value * scale + normal() * wanted * JITTER);
}

/** x, y by turns; y is 0 where there is one component only. */
export function inPlane(coordinates: Float64Array, componentCount: number): Float64Array {
  if (componentCount === 2) return coordinates;
  const positions = new Float64Array((2 * coordinates.length) / componentCount);
  for (let at = 0; at < coordinates.length; at++) positions[2 * at] = coordinates[at] as number;
  return positions;
}

/** As many as the method looks at. */
export function neighboursOf(samples: SampleMatrix, parameters: DescendingMethod): Work<NearestNeighbours> {
  const count =
    parameters.method === "umap"
      ? parameters.neighbours
      : neighboursFor(parameters.perplexity, samples.sampleCount);
  return nearestNeighbours(samples, count);
}

/** Ready for its first iteration. */
export function* descentOf(
  neighbours: NearestNeighbours,
  start: Float64Array,
  { parameters, seed }: { readonly parameters: DescendingMethod; readonly seed: number },
): Work<TSneDescent | UmapDescent> {
  if (parameters.method === "umap") {
    return new UmapDescent(yield* fuzzyGraph(neighbours), start, { ...parameters, seed });
  }
  const { conditional } = yield* calibrate(neighbours, parameters.perplexity);
  const edges = yield* jointProbabilities(neighbours, conditional);
  return new TSneDescent(edges, start, parameters);
}

/** All iterations that are left. */
export function* descend(descent: Descending): Work<void> {
  while (!descent.isDone) {
    descent.iterate();
    yield { phase: "optimising", done: descent.iteration, total: descent.iterations };
  }
}
