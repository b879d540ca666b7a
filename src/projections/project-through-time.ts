/** One layout a training step, such that what moves from one to the next is the data. */

import type { SampleMatrix } from "../metrics/index.ts";
import { ExplainedError } from "../model/index.ts";
import { type CoupledDescent, coupledDescent } from "./coupled-descent.ts";
import { type DescendingMethod, descend, inPlane, reduced } from "./lay-out.ts";
import { parametersFor } from "./parameters.ts";
import { principalComponents, projectOnto } from "./principal-components.ts";
import type { ProjectionHooks } from "./project.ts";
import type { Reduction, UsedParameters } from "./projection.ts";
import { stacked } from "./stacking.ts";
import type { Timeline, TimelineRequest, TimelineStep } from "./timeline.ts";
import { trustworthiness } from "./trustworthiness.ts";
import type { Progress, Work } from "./work.ts";

/** x, y by turns. */
export interface TimelineLayout {
  readonly realPositions: Float64Array;
  /** One block a step. */
  readonly generatedPositions: readonly Float64Array[];
}

/** Before it is judged how good it is. */
interface Places extends TimelineLayout {
  readonly reduction: Reduction | null;
  readonly explained: readonly [number, number] | null;
}

/**
 * A projection through time that is made piece by piece, each of a few milliseconds.
 *
 * PCA: one basis for the samples of all steps. t-SNE and UMAP: the layouts of all steps are found together, with one
 * place for each real sample and each generated sample held near its place at the steps beside. A sample whose
 * features do not change hardly moves. Inputs are not changed; the same request gives the same result.
 */
export class TimelineInProgress {
  progress: Progress = { phase: "reducing", done: 0, total: 1 };
  readonly #work: Work<Timeline>;
  readonly #request: TimelineRequest;
  #descent: CoupledDescent | null = null;

  /** Throws an `ExplainedError` where the samples or parameters cannot be worked with. */
  constructor(request: TimelineRequest) {
    refuseMixedShapes(request);
    const first = stacked([request.real, ...request.generated.slice(0, 1).map(({ matrix }) => matrix)]);
    const parameters = parametersFor(request, first);
    for (const { matrix } of request.generated.slice(1))
      parametersFor(request, stacked([request.real, matrix]));
    this.#request = request;
    this.#work = this.#all(parameters);
  }

  /** Does so many pieces; null while there are more to do. */
  step(pieces = 1): Timeline | null {
    for (let piece = 0; piece < pieces; piece++) {
      const { done, value } = this.#work.next();
      if (done === true) return value;
      this.progress = value;
    }
    return null;
  }

  /** Where the points are at this moment; null before they have places. */
  layout(): TimelineLayout | null {
    const { real, generated } = this.#request;
    if (this.#descent === null) return null;
    return placesOf(this.#descent.positions, real.sampleCount, generated.length);
  }

  *#all(parameters: UsedParameters): Work<Timeline> {
    const { real, generated, seed } = this.#request;
    const matrices = generated.map(({ matrix }) => matrix);
    const places =
      parameters.method === "pca"
        ? yield* onOneBasis(real, matrices, seed)
        : yield* this.#coupled(parameters, matrices);
    const { realPositions, generatedPositions, reduction, explained } = places;
    const radius = radiusOf(realPositions);
    const steps: TimelineStep[] = [];
    for (const [place, { step, matrix }] of generated.entries()) {
      const positions = generatedPositions[place] ?? new Float64Array(0);
      const before = generatedPositions[place - 1];
      const together = Float64Array.from([...realPositions, ...positions]);
      const judged = yield* trustworthiness(stacked([real, matrix]), together, parameters.judgement);
      const movedRadii = before === undefined ? null : wayBetween(before, positions) / radius;
      steps.push({ step, positions, trustworthiness: judged, movedRadii });
    }
    return { parameters, seed, realPositions, steps, reduction, explained };
  }

  *#coupled(parameters: DescendingMethod, matrices: readonly SampleMatrix[]): Work<Places> {
    const { real, seed } = this.#request;
    const all = stacked([real, ...matrices]);
    const { samples, reduction } = yield* reduced(all, { mostFeatures: parameters.mostFeatures, seed });
    const realCount = real.sampleCount;
    const descent = yield* coupledDescent(samples, {
      parameters,
      seed,
      realCount,
      stepCount: matrices.length,
    });
    this.#descent = descent;
    yield* descend(descent);
    return { ...placesOf(descent.positions, realCount, matrices.length), reduction, explained: null };
  }
}

/** Apart again: real points, then the generated ones of each step. */
function placesOf(positions: Float64Array, realCount: number, stepCount: number) {
  const each = (positions.length - 2 * realCount) / stepCount;
  const generatedPositions = Array.from({ length: stepCount }, (_, place) =>
    positions.slice(2 * realCount + place * each, 2 * realCount + (place + 1) * each),
  );
  return { realPositions: positions.slice(0, 2 * realCount), generatedPositions };
}

/** All of it; null when cancelled. See `TimelineInProgress` for what is promised. */
export function projectThroughTime(request: TimelineRequest, hooks: ProjectionHooks = {}): Timeline | null {
  const running = new TimelineInProgress(request);
  for (;;) {
    const timeline = running.step();
    if (timeline !== null) return timeline;
    hooks.onProgress?.(running.progress);
    if (hooks.isCancelled?.() === true) return null;
  }
}

function* onOneBasis(real: SampleMatrix, generated: readonly SampleMatrix[], seed: number): Work<Places> {
  const components = yield* principalComponents(stacked([real, ...generated]), { componentCount: 2, seed });
  const pointsOf = (matrix: SampleMatrix) =>
    inPlane(projectOnto(components, matrix), components.componentCount);
  const [first, second] = components.explained;
  return {
    realPositions: pointsOf(real),
    generatedPositions: generated.map(pointsOf),
    reduction: null,
    explained: [first ?? 0, second ?? 0],
  };
}

/** Root mean square distance from the centre. */
function radiusOf(positions: Float64Array): number {
  const pointCount = positions.length / 2;
  let [sumX, sumY, squared] = [0, 0, 0];
  for (let at = 0; at < positions.length; at += 2) {
    // `as number`: below the length.
    const [x, y] = [positions[at] as number, positions[at + 1] as number];
    sumX += x;
    sumY += y;
    squared += x * x + y * y;
  }
  return Math.sqrt(Math.max(0, squared / pointCount - (sumX / pointCount) ** 2 - (sumY / pointCount) ** 2));
}

/** Root mean square distance between partners. */
function wayBetween(before: Float64Array, after: Float64Array): number {
  const squared = before.reduce((sum, place, at) => sum + ((after[at] ?? Number.NaN) - place) ** 2, 0);
  return Math.sqrt(squared / (before.length / 2));
}

function refuseMixedShapes({ real, generated }: TimelineRequest): void {
  const sampleCount = generated[0]?.matrix.sampleCount;
  const odd = generated.find(
    ({ matrix }) => matrix.sampleCount !== sampleCount || matrix.featureCount !== real.featureCount,
  );
  if (odd === undefined && sampleCount !== undefined) return;
  throw new ExplainedError({
    code: "PROJECTION_STEPS",
    what:
      odd === undefined
        ? "There is no step with generated samples."
        : `Step ${odd.step} has ${odd.matrix.sampleCount} generated samples of ${odd.matrix.featureCount} features; the first step has ${sampleCount}, and real samples have ${real.featureCount} features.`,
    why: "A sample is followed through time by its row, and compared with real ones feature by feature.",
    fix: "Choose steps at which the same fixed noise was sampled and the same encoder was used.",
  });
}
