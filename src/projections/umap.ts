/** UMAP: a layout made by pulling neighbours together one pair at a time, and pushing random others away. */
import { seededRandom } from "../metrics/index.ts";
import type { Descending } from "./descending.ts";
import type { Edges } from "./edges.ts";
import { planeCurve } from "./plane-curve.ts";
import { PlaneForces } from "./plane-forces.ts";

export interface Sampling {
  readonly epochs: number;
  /** In units of the spread: how tightly the layout may pack neighbours. */
  readonly minimumDistance: number;
  /** Random points pushed away for each pair pulled together. */
  readonly negativeSamples: number;
}

export const SAMPLING_DEFAULTS: Sampling = {
  epochs: 300,
  minimumDistance: 0.1,
  negativeSamples: 5,
};

/** No single pull or push moves a coordinate farther at a learning rate of 1. */
const MOST_MOVE = 4;

/**
 * Stochastic descent of the cross-entropy between the fuzzy graphs of samples and of points, as in McInnes, Healy
 * and Melville 2018, algorithm 5: each edge is drawn as often as its weight says, the learning rate falls to 0.
 */
export class UmapDescent implements Descending {
  readonly positions: Float64Array;
  iteration = 0;
  readonly #sampling: Sampling;
  readonly #edges: Edges;
  readonly #forces: PlaneForces;
  readonly #random: () => number;
  readonly #heaviest: number;
  /** How much of its next turn each edge has saved up. */
  readonly #due: Float64Array;

  constructor(edges: Edges, start: Float64Array, options: Sampling & { readonly seed: number }) {
    const { seed, ...sampling } = options;
    this.positions = start.slice();
    this.#sampling = sampling;
    this.#edges = edges;
    this.#forces = new PlaneForces(planeCurve(sampling.minimumDistance));
    this.#random = seededRandom(seed);
    this.#heaviest = edges.weights.reduce((most, weight) => Math.max(most, weight), 0);
    this.#due = new Float64Array(edges.weights.length);
  }

  get iterations(): number {
    return this.#sampling.epochs;
  }

  get isDone(): boolean {
    return this.iteration >= this.iterations;
  }

  /** Each edge in its turn, from both of its ends. */
  iterate(): void {
    const rate = 1 - this.iteration / this.#sampling.epochs;
    const { start, second, weights } = this.#edges;
    for (let first = 0; first < start.length - 1; first++) {
      // `as number`, here and below: within the bounds of typed arrays by construction.
      for (let edge = start[first] as number; edge < (start[first + 1] as number); edge++) {
        const due = (this.#due[edge] as number) + (weights[edge] as number) / this.#heaviest;
        this.#due[edge] = due >= 1 ? due - 1 : due;
        if (due < 1) continue;
        const other = second[edge] as number;
        this.#pull(first, other, rate);
        this.#pushRandom(first, rate);
        this.#pull(other, first, rate);
        this.#pushRandom(other, rate);
      }
    }
    this.iteration += 1;
  }

  #pull(first: number, second: number, rate: number): void {
    const positions = this.positions;
    const offX = (positions[2 * first] as number) - (positions[2 * second] as number);
    const offY = (positions[2 * first + 1] as number) - (positions[2 * second + 1] as number);
    const squared = offX * offX + offY * offY;
    if (squared === 0) return;
    const strength = this.#forces.pull(squared);
    const [moveX, moveY] = [rate * bounded(strength * offX), rate * bounded(strength * offY)];
    this.#move(first, moveX, moveY);
    this.#move(second, -moveX, -moveY);
  }

  #pushRandom(point: number, rate: number): void {
    const positions = this.positions;
    const pointCount = positions.length / 2;
    for (let sample = 0; sample < this.#sampling.negativeSamples; sample++) {
      const other = Math.floor(this.#random() * pointCount);
      if (other === point) continue;
      const offX = (positions[2 * point] as number) - (positions[2 * other] as number);
      const offY = (positions[2 * point + 1] as number) - (positions[2 * other + 1] as number);
      const squared = offX * offX + offY * offY;
      const strength = this.#forces.push(squared);
      this.#move(point, rate * bounded(strength * offX), rate * bounded(strength * offY));
    }
  }

  #move(point: number, byX: number, byY: number): void {
    this.positions[2 * point] = (this.positions[2 * point] as number) + byX;
    this.positions[2 * point + 1] = (this.positions[2 * point + 1] as number) + byY;
  }
}

function bounded(move: number): number {
  return Math.max(-MOST_MOVE, Math.min(MOST_MOVE, move));
}
