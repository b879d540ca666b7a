/** What t-SNE minimises, and which way is down. */
import type { Edges } from "./edges.ts";
import { RepulsionField } from "./repulsion.ts";

/** Neighbours count for less than this nowhere: keeps the logarithm finite. */
const LEAST_PROBABILITY = Number.MIN_VALUE;

/** KL(P ‖ Q) between the neighbour probabilities of samples and of points, with Student's t of one degree in the plane. */
export class Divergence {
  readonly #edges: Edges;
  readonly #theta: number;
  readonly #field: RepulsionField;
  readonly #gradient: Float64Array;

  /** `theta` of the repulsion: 0 is exact. */
  constructor(edges: Edges, theta: number) {
    const pointCount = edges.start.length - 1;
    this.#edges = edges;
    this.#theta = theta;
    this.#field = new RepulsionField(pointCount);
    this.#gradient = new Float64Array(2 * pointCount);
  }

  /**
   * ∂KL/∂y_i = 4 Σ_j (exaggeration · p_ij − q_ij) w_ij (y_i − y_j), x and y by turns
   * (van der Maaten and Hinton 2008, equation 5). The answer is overwritten by the next call.
   */
  gradientAt(positions: Float64Array, exaggeration: number): Float64Array {
    const { forces, normaliser } = this.#field.at(positions, this.#theta);
    const gradient = this.#gradient;
    // `as number`, here and below: within the bounds of typed arrays by construction.
    for (let at = 0; at < gradient.length; at++) gradient[at] = (-4 * (forces[at] as number)) / normaliser;
    this.#attract(positions, 4 * exaggeration);
    return gradient;
  }

  #attract(positions: Float64Array, strength: number): void {
    const { start, second, weights } = this.#edges;
    const gradient = this.#gradient;
    for (let point = 0; point < start.length - 1; point++) {
      const x = positions[2 * point] as number;
      const y = positions[2 * point + 1] as number;
      let [sumX, sumY] = [0, 0];
      const end = start[point + 1] as number;
      for (let edge = start[point] as number; edge < end; edge++) {
        const other = 2 * (second[edge] as number);
        const offX = x - (positions[other] as number);
        const offY = y - (positions[other + 1] as number);
        const pull = (strength * (weights[edge] as number)) / (1 + offX * offX + offY * offY);
        sumX += pull * offX;
        sumY += pull * offY;
        gradient[other] = (gradient[other] as number) - pull * offX;
        gradient[other + 1] = (gradient[other + 1] as number) - pull * offY;
      }
      gradient[2 * point] = (gradient[2 * point] as number) + sumX;
      gradient[2 * point + 1] = (gradient[2 * point + 1] as number) + sumY;
    }
  }

  /** KL in nats, ≥ 0 up to the error of the repulsion; pairs that are not neighbours have p = 0 and add nothing. */
  at(positions: Float64Array): number {
    const { normaliser } = this.#field.at(positions, this.#theta);
    const { start, second, weights } = this.#edges;
    let sum = 0;
    for (let point = 0; point < start.length - 1; point++) {
      for (let edge = start[point] as number; edge < (start[point + 1] as number); edge++) {
        const other = 2 * (second[edge] as number);
        const offX = (positions[2 * point] as number) - (positions[other] as number);
        const offY = (positions[2 * point + 1] as number) - (positions[other + 1] as number);
        const probability = Math.max(weights[edge] as number, LEAST_PROBABILITY);
        const squared = offX * offX + offY * offY;
        sum += 2 * probability * Math.log(probability * normaliser * (1 + squared));
      }
    }
    return sum;
  }
}
