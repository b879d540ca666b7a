/** Projections of samples onto a plane, all at once or step by step. */
import { rowsOf, type SampleMatrix } from "../metrics/index.ts";
import { descend, descentOf, inPlane, neighboursOf, reduced, startOf } from "./lay-out.ts";
import { parametersFor } from "./parameters.ts";
import { principalComponents, projectOnto } from "./principal-components.ts";
import type { Projection, ProjectionQuality, ProjectionRequest, UsedParameters } from "./projection.ts";
import { inCallersOrder, lexicographicOrder } from "./row-order.ts";
import { TSneDescent } from "./t-sne.ts";
import { trustworthiness } from "./trustworthiness.ts";
import type { Progress, Work } from "./work.ts";

type Laid = Pick<Projection, "reduction"> &
  Pick<ProjectionQuality, "divergence" | "explained"> & { readonly positions: Float64Array };

/** Takes the points as they are so far, in the order of the rows that are laid out. */
type Show = (positions: Float64Array) => void;

/**
 * A projection that is made piece by piece, each of a few milliseconds, one iteration each once points move;
 * whoever drives it can draw the layout as it converges, or drop it.
 *
 * The samples are copied at the start and not changed. The same samples, seed and parameters give the same layout,
 * in whatever order the rows come; engines whose `Math.exp`, `Math.log` and `**` round alike (all of V8) agree to the bit.
 */
export class ProjectionInProgress {
  progress: Progress = { phase: "reducing", done: 0, total: 1 };
  readonly #work: Work<Projection>;
  readonly #order: Int32Array;
  #positions: Float64Array | null = null;

  /** Throws an `ExplainedError` where the samples or parameters cannot be worked with. */
  constructor(request: ProjectionRequest) {
    const parameters = parametersFor(request, request.matrix);
    this.#order = lexicographicOrder(request.matrix);
    const matrix = rowsOf(request.matrix, this.#order);
    this.#work = this.#all(matrix, parameters, request.seed);
  }

  /** Does so many pieces; null while there are more to do. */
  step(pieces = 1): Projection | null {
    for (let piece = 0; piece < pieces; piece++) {
      const { done, value } = this.#work.next();
      if (done === true) return value;
      this.progress = value;
    }
    return null;
  }

  /** Where the points are at this moment (x, y by turns, in the order of the samples); null before they have places. */
  layout(): Float64Array | null {
    return this.#positions === null ? null : inCallersOrder(this.#positions, this.#order);
  }

  *#all(matrix: SampleMatrix, parameters: UsedParameters, seed: number): Work<Projection> {
    const show: Show = (positions) => {
      this.#positions = positions;
    };
    const { positions, reduction, divergence, explained } = yield* layOut(matrix, { parameters, seed, show });
    const judged = yield* trustworthiness(matrix, positions, parameters.judgement);
    return {
      parameters,
      seed,
      sampleCount: matrix.sampleCount,
      positions: inCallersOrder(positions, this.#order),
      reduction,
      quality: { trustworthiness: judged, divergence, explained },
    };
  }
}

function* layOut(
  matrix: SampleMatrix,
  { parameters, seed, show }: { parameters: UsedParameters; seed: number; show: Show },
): Work<Laid> {
  if (parameters.method === "pca") {
    const components = yield* principalComponents(matrix, { componentCount: 2, seed });
    const positions = inPlane(projectOnto(components, matrix), components.componentCount);
    show(positions);
    const [first, second] = components.explained;
    return { positions, reduction: null, divergence: null, explained: [first ?? 0, second ?? 0] };
  }
  const { samples, reduction } = yield* reduced(matrix, { mostFeatures: parameters.mostFeatures, seed });
  const start = yield* startOf(samples, { method: parameters.method, seed });
  const neighbours = yield* neighboursOf(samples, parameters);
  const descent = yield* descentOf(neighbours, start, { parameters, seed });
  show(descent.positions);
  yield* descend(descent);
  const divergence = descent instanceof TSneDescent ? descent.divergence() : null;
  return { positions: descent.positions, reduction, divergence, explained: null };
}

export interface ProjectionHooks {
  readonly onProgress?: (progress: Progress) => void;
  /** Asked after every piece of a few milliseconds. */
  readonly isCancelled?: () => boolean;
}

/** All of it; null when cancelled. See `ProjectionInProgress` for what is promised. */
export function project(request: ProjectionRequest, hooks: ProjectionHooks = {}): Projection | null {
  const running = new ProjectionInProgress(request);
  for (;;) {
    const projection = running.step();
    if (projection !== null) return projection;
    hooks.onProgress?.(running.progress);
    if (hooks.isCancelled?.() === true) return null;
  }
}
