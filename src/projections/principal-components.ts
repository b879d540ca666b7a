/** PCA: the plane (or the few dimensions) in which samples differ most. */
import { type SampleMatrix, seededNormal } from "../metrics/index.ts";
import { type Factor, factorOf } from "./covariance-factor.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";
import type { Work } from "./work.ts";

/** An affine map onto few dimensions. Rows of `directions` [componentCount × featureCount] are orthonormal. */
export interface PrincipalComponents {
  readonly componentCount: number;
  readonly featureCount: number;
  readonly mean: Float64Array;
  readonly directions: Float64Array;
  /** Variance along each direction, with divisor sampleCount − 1, descending. */
  readonly variances: Float64Array;
  /** Its share of the variance of all features, in [0, 1]; 0 where samples do not differ at all. */
  readonly explained: Float64Array;
}

/** Directions beyond the wanted ones that are carried along: they make the wanted ones converge fast. */
const EXTRA_DIRECTIONS = 20;
/** Share of the largest variance by which the wanted variances may still change. */
const TOLERANCE = 1e-12;
/** Reached only by variances that can hardly be told apart, whose directions are then arbitrary in their plane. */
const MOST_ROUNDS = 60;

/**
 * The `componentCount` directions of largest variance.
 *
 * `matrix` [sampleCount × featureCount]. A direction's sign makes its largest part positive (the first of equals).
 * Subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4) on the covariance, on the Gram matrix where
 * there are fewer samples than features, or on the samples themselves where both are many; variances are exact to
 * 1e-12 of the largest. Costs sampleCount · featureCount · min(sampleCount, featureCount) / 2 multiplications, or
 * 2 · sampleCount · featureCount · (componentCount + 20) a round where both exceed 2,000.
 * Differs from scikit-learn's `PCA` in nothing but rounding: same centring, divisor and sign.
 */
export function* principalComponents(
  matrix: SampleMatrix,
  { componentCount, seed }: { readonly componentCount: number; readonly seed: number },
): Work<PrincipalComponents> {
  const factor = yield* factorOf(matrix);
  const most = Math.min(matrix.sampleCount, matrix.featureCount);
  const wanted = Math.min(componentCount, most);
  const { values, basis } = yield* leadingSubspace(factor, {
    wanted,
    carried: Math.min(wanted + EXTRA_DIRECTIONS, most),
    seed,
  });
  const directions = new Float64Array(wanted * matrix.featureCount);
  for (let rank = 0; rank < wanted; rank++) {
    const direction = factor.directionOf(basis[rank] ?? new Float64Array(0));
    normalise(direction);
    directions.set(withPositiveSign(direction), rank * matrix.featureCount);
  }
  const divisor = Math.max(1, matrix.sampleCount - 1);
  const variances = Float64Array.from(values.subarray(0, wanted), (value) => Math.max(0, value) / divisor);
  const total = factor.trace / divisor;
  return {
    componentCount: wanted,
    featureCount: matrix.featureCount,
    mean: factor.mean,
    directions,
    variances,
    explained: variances.map((variance) => (total > 0 ? variance / total : 0)),
  };
}

interface Subspace {
  readonly values: Float64Array;
  readonly basis: readonly Float64Array[];
}

function* leadingSubspace(
  factor: Factor,
  { wanted, carried, seed }: { readonly wanted: number; readonly carried: number; readonly seed: number },
): Work<Subspace> {
  const normal = seededNormal(seed);
  let basis: Float64Array[] = Array.from({ length: carried }, () =>
    Float64Array.from({ length: factor.order }, () => normal()),
  );
  let values: Float64Array = new Float64Array(carried);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    orthonormalise(basis);
    const image = yield* factor.apply(basis);
    const small = new Float64Array(carried * carried);
    for (const [row, vector] of basis.entries()) {
      for (const [column, other] of image.entries()) small[row * carried + column] = dot(vector, other);
    }
    for (let row = 0; row < carried; row++) {
      for (let column = 0; column < row; column++) {
        small[row * carried + column] = small[column * carried + row] as number;
      }
    }
    const eigen = symmetricEigen(small, carried);
    const change = largestChange(eigen.values, values, wanted);
    values = eigen.values.slice();
    // At the end the rotated basis itself is the answer; before, its image is nearer to it.
    const isDone =
      change <= TOLERANCE * Math.max(values[0] ?? 0, Number.MIN_VALUE) || carried === factor.order;
    basis = rotated(isDone ? basis : image, eigen.vectors);
    if (isDone) break;
    yield { phase: "reducing", done: round, total: MOST_ROUNDS };
  }
  orthonormalise(basis);
  return { values, basis };
}

/** Each sample's coordinates along the directions, [sampleCount × componentCount]. */
export function projectOnto(components: PrincipalComponents, matrix: SampleMatrix): Float64Array {
  const { componentCount, featureCount, mean, directions } = components;
  const coordinates = new Float64Array(matrix.sampleCount * componentCount);
  for (let sample = 0; sample < matrix.sampleCount; sample++) {
    for (let component = 0; component < componentCount; component++) {
      let sum = 0;
      for (let feature = 0; feature < featureCount; feature++) {
        // `as number`, here and below: within the bounds of typed arrays by construction.
        const centred =
          (matrix.values[sample * featureCount + feature] as number) - (mean[feature] as number);
        sum += centred * (directions[component * featureCount + feature] as number);
      }
      coordinates[sample * componentCount + component] = sum;
    }
  }
  return coordinates;
}

/** Gram and Schmidt, twice over: once leaves errors where vectors nearly coincide. */
function orthonormalise(basis: readonly Float64Array[]): void {
  for (const [place, vector] of basis.entries()) {
    const norm = Math.sqrt(dot(vector, vector));
    for (let pass = 0; pass < 2; pass++) {
      for (let before = 0; before < place; before++) {
        const other = basis[before] ?? vector;
        const share = dot(vector, other);
        for (let at = 0; at < vector.length; at++) {
          vector[at] = (vector[at] as number) - share * (other[at] as number);
        }
      }
    }
    // What rounding alone left of a vector within the span of the others is no direction.
    if (Math.sqrt(dot(vector, vector)) <= vector.length * Number.EPSILON * norm) vector.fill(0);
    normalise(vector);
  }
}

function rotated(basis: readonly Float64Array[], vectors: Float64Array): Float64Array[] {
  const count = basis.length;
  return basis.map((first, rank) => {
    const sum = new Float64Array(first.length);
    for (const [place, vector] of basis.entries()) {
      const share = vectors[rank * count + place] as number;
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + share * (vector[at] as number);
    }
    return sum;
  });
}

function largestChange(values: Float64Array, before: Float64Array, count: number): number {
  let most = 0;
  for (let rank = 0; rank < count; rank++) {
    most = Math.max(most, Math.abs((values[rank] as number) - (before[rank] as number)));
  }
  return most;
}

function normalise(vector: Float64Array): void {
  const norm = Math.sqrt(dot(vector, vector));
  if (norm > 0) for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) / norm;
}

function withPositiveSign(direction: Float64Array): Float64Array {
  let largest = 0;
  for (const part of direction) if (Math.abs(part) > Math.abs(largest)) largest = part;
  return largest < 0 ? direction.map((part) => (part === 0 ? 0 : -part)) : direction;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += (left[at] as number) * (right[at] as number);
  return sum;
}
