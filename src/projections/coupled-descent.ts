/** The layouts of all training steps, found together: each must suit its own step, and they may not drift apart. */
import type { SampleMatrix } from "../metrics/index.ts";
import type { Descending } from "./descending.ts";
import { type DescendingMethod, descentOf, neighboursOf, startOf } from "./lay-out.ts";
import { type NearestNeighbours, squaredDistance } from "./nearest-neighbours.ts";
import { rowsBetween, stacked } from "./stacking.ts";
import { smoothThroughTime } from "./time-coupling.ts";
import type { Work } from "./work.ts";

export interface CoupledSetting {
  readonly parameters: DescendingMethod;
  readonly seed: number;
  readonly realCount: number;
  readonly stepCount: number;
}

/** Pull between the places of a sample that did not change from one step to the next: they differ by a thousandth of what each step alone would ask for. */
const PULL_AT_REST = 1000;
/** Changed by this share of the distance to its nearest neighbours, the pull has fallen to 1/e of that at rest. */
const CHANGE_SHARE = 0.1;
const NEAREST_FOR_SCALE = 5;

/**
 * `samples`: real ones first, then the generated ones of each step, one block a step.
 *
 * Dynamic t-SNE (Rauber, Falcão and Telea 2016: one objective a step and a penalty on displacement between steps)
 * with two changes: real samples have one place at all steps, and the penalty falls with how much the sample's own
 * features changed, so that it holds the algorithm and not the data. Each iteration moves each step's layout by
 * itself, then takes the mean of the real places and solves for the penalty exactly.
 */
export function* coupledDescent(samples: SampleMatrix, setting: CoupledSetting): Work<CoupledDescent> {
  const { parameters, seed, realCount, stepCount } = setting;
  const count = (samples.sampleCount - realCount) / stepCount;
  const start = yield* startOf(samples, { method: parameters.method, seed });
  const real = rowsBetween(samples, 0, realCount);
  const layouts: Descending[] = [];
  const pulls: Float64Array[] = [];
  let before: SampleMatrix | null = null;
  for (let step = 0; step < stepCount; step++) {
    const from = realCount + step * count;
    const generated = rowsBetween(samples, from, from + count);
    const neighbours: NearestNeighbours = yield* neighboursOf(stacked([real, generated]), parameters);
    if (before !== null) pulls.push(pullsBetween(before, generated, { neighbours, realCount }));
    before = generated;
    const places = new Float64Array(2 * (realCount + count));
    places.set(start.subarray(0, 2 * realCount));
    places.set(start.subarray(2 * from, 2 * (from + count)), 2 * realCount);
    layouts.push(yield* descentOf(neighbours, places, { parameters, seed }));
  }
  return new CoupledDescent(layouts, pulls, realCount);
}

/** How firmly each generated sample is held to its place at the step before. */
function pullsBetween(
  before: SampleMatrix,
  after: SampleMatrix,
  { neighbours, realCount }: { readonly neighbours: NearestNeighbours; readonly realCount: number },
): Float64Array {
  const { sampleCount, featureCount } = after;
  const both = stacked([before, after]);
  const { neighbourCount, squaredDistances } = neighbours;
  const nearest = Math.min(NEAREST_FOR_SCALE, neighbourCount);
  return Float64Array.from({ length: sampleCount }, (_, sample) => {
    const changed = squaredDistance(both.values, featureCount, [sample, sampleCount + sample]);
    if (changed === 0) return PULL_AT_REST;
    const from = (realCount + sample) * neighbourCount;
    const scale = squaredDistances
      .subarray(from, from + nearest)
      .reduce((sum, squared) => sum + squared / nearest, 0);
    return PULL_AT_REST * Math.exp(-changed / (CHANGE_SHARE * CHANGE_SHARE * scale));
  });
}

export class CoupledDescent implements Descending {
  /** Real points, then the generated ones of each step. */
  readonly positions: Float64Array;
  readonly #layouts: readonly Descending[];
  readonly #pulls: readonly Float64Array[];
  readonly #realCount: number;

  /** `pulls[t]` of the generated samples between layouts t and t + 1. Owns the layouts from here on. */
  constructor(layouts: readonly Descending[], pulls: readonly Float64Array[], realCount: number) {
    this.#layouts = layouts;
    this.#pulls = pulls;
    this.#realCount = realCount;
    const each = (layouts[0]?.positions.length ?? 0) - 2 * realCount;
    this.positions = new Float64Array(2 * realCount + layouts.length * each);
    this.#couple();
  }

  get iteration(): number {
    return this.#layouts[0]?.iteration ?? 0;
  }

  get iterations(): number {
    return this.#layouts[0]?.iterations ?? 0;
  }

  get isDone(): boolean {
    return this.iteration >= this.iterations;
  }

  iterate(): void {
    for (const layout of this.#layouts) layout.iterate();
    this.#couple();
  }

  #couple(): void {
    const [layouts, positions, shared] = [this.#layouts, this.positions, 2 * this.#realCount];
    for (let at = 0; at < shared; at++) {
      let sum = 0;
      // `as number`, here and below: all layouts are of one length.
      for (const layout of layouts) sum += layout.positions[at] as number;
      positions[at] = sum / layouts.length;
    }
    const blocks = layouts.map((layout) => layout.positions.subarray(shared));
    smoothThroughTime(blocks, this.#pulls);
    for (const [step, layout] of layouts.entries()) {
      layout.positions.set(positions.subarray(0, shared));
      positions.set(layout.positions.subarray(shared), shared + step * (layout.positions.length - shared));
    }
  }
}
