/** t-SNE: a layout in which near samples are near, made by moving points downhill. */
import type { Descending } from "./descending.ts";
import type { Edges } from "./edges.ts";
import { Divergence } from "./t-sne-gradient.ts";

/** Of the descent; see `DESCENT_DEFAULTS` for what is usual. */
export interface Descent {
  readonly iterations: number;
  /** Attraction is multiplied by `exaggeration` during the first `exaggeratedIterations`. */
  readonly exaggeratedIterations: number;
  readonly exaggeration: number;
  /** Of the repulsion, 0 for exact. */
  readonly theta: number;
}

/** Reasons: van der Maaten 2014, §5; Belkina et al. 2019 for exaggeration and learning rate. */
export const DESCENT_DEFAULTS: Descent = {
  iterations: 1000,
  exaggeratedIterations: 250,
  exaggeration: 12,
  theta: 0.5,
};

const EARLY_MOMENTUM = 0.5;
const LATE_MOMENTUM = 0.8;
/** Jacobs 1988, as in van der Maaten's code: a coordinate that keeps its direction takes longer steps. */
const GAIN_STEP = 0.2;
const GAIN_DECAY = 0.8;
const LEAST_GAIN = 0.01;
/** n / exaggeration, and a fourth of it because the gradient here has its factor 4. */
const LEAST_LEARNING_RATE = 50;

/** A layout on its way; it owns its positions. */
export class TSneDescent implements Descending {
  readonly positions: Float64Array;
  iteration = 0;
  readonly #descent: Descent;
  readonly #divergence: Divergence;
  readonly #velocity: Float64Array;
  readonly #gains: Float64Array;
  readonly #learningRate: number;

  constructor(edges: Edges, start: Float64Array, descent: Descent) {
    this.positions = start.slice();
    this.#descent = descent;
    this.#divergence = new Divergence(edges, descent.theta);
    this.#velocity = new Float64Array(start.length);
    this.#gains = new Float64Array(start.length).fill(1);
    const perExaggeration = edges.start.length / DESCENT_DEFAULTS.exaggeration;
    this.#learningRate = Math.max(perExaggeration / 4, LEAST_LEARNING_RATE);
  }

  get isDone(): boolean {
    return this.iteration >= this.iterations;
  }

  get iterations(): number {
    return this.#descent.iterations;
  }

  /** One step downhill. */
  iterate(): void {
    const isEarly = this.iteration < this.#descent.exaggeratedIterations;
    const exaggeration = isEarly ? this.#descent.exaggeration : 1;
    const gradient = this.#divergence.gradientAt(this.positions, exaggeration);
    this.#move(gradient, isEarly ? EARLY_MOMENTUM : LATE_MOMENTUM);
    this.iteration += 1;
  }

  #move(gradient: Float64Array, momentum: number): void {
    const [velocity, gains, positions] = [this.#velocity, this.#gains, this.positions];
    for (let at = 0; at < positions.length; at++) {
      // `as number`: all of one length.
      const slope = gradient[at] as number;
      const speed = velocity[at] as number;
      const gain = gains[at] as number;
      const newGain = slope > 0 === speed > 0 ? Math.max(gain * GAIN_DECAY, LEAST_GAIN) : gain + GAIN_STEP;
      const newSpeed = momentum * speed - this.#learningRate * newGain * slope;
      gains[at] = newGain;
      velocity[at] = newSpeed;
      positions[at] = (positions[at] as number) + newSpeed;
    }
  }

  /** In nats, without the pull to targets. */
  divergence(): number {
    return this.#divergence.at(this.positions);
  }
}
