/** What a cell feels of all that is far from it: the repulsive force at its centre and its first two derivatives. */
import type { Quadtree } from "./quadtree.ts";

/**
 * Of the force (x, y) = Σ w² r, the gradient of a potential: x, y, then the symmetric derivatives
 * xx, xy, yy and xxx, xxy, xyy, yyy.
 */
const NUMBERS_A_CELL = 9;
const HALF = 1 / 2;

export class CellField {
  #field: Float64Array;

  constructor(expectedCells: number) {
    this.#field = new Float64Array(expectedCells * NUMBERS_A_CELL);
  }

  clear(cellCount: number): void {
    if (this.#field.length < cellCount * NUMBERS_A_CELL) {
      this.#field = new Float64Array(2 * cellCount * NUMBERS_A_CELL);
    }
    this.#field.fill(0, 0, cellCount * NUMBERS_A_CELL);
  }

  /**
   * Adds to each of two cells the field of the other, to second order in the extent of both; returns
   * Σ of w over their pairs of points. With w = 1 / (1 + r²): ∂_j(w² r_i) = w² δ_ij − 4w³ r_i r_j, and
   * ∂_k∂_j(w² r_i) = 24w⁴ r_i r_j r_k − 4w³ (δ_ij r_k + δ_ik r_j + δ_jk r_i). First-order terms of the
   * sender vanish, because its centre is its centre of mass. One long function: it is called a hundred thousand times an iteration,
   * and both halves use every derivative.
   */
  exchange(tree: Quadtree, first: number, second: number): number {
    const { firstPoint, endPoint, centreX, centreY, spreadXX, spreadXY, spreadYY } = tree;
    // `as number`, here and below: within the bounds of typed arrays by construction.
    const x = (centreX[first] as number) - (centreX[second] as number);
    const y = (centreY[first] as number) - (centreY[second] as number);
    const firstMass = (endPoint[first] as number) - (firstPoint[first] as number);
    const secondMass = (endPoint[second] as number) - (firstPoint[second] as number);
    const [firstXX, secondXX] = [spreadXX[first] as number, spreadXX[second] as number];
    const [firstXY, secondXY] = [spreadXY[first] as number, spreadXY[second] as number];
    const [firstYY, secondYY] = [spreadYY[first] as number, spreadYY[second] as number];
    const weight = 1 / (1 + x * x + y * y);
    const square = weight * weight;
    const cube = 4 * square * weight;
    const fourth = 6 * cube * weight;
    const xx = square - cube * x * x;
    const xy = -cube * x * y;
    const yy = square - cube * y * y;
    const xxx = (fourth * x * x - 3 * cube) * x;
    const xxy = (fourth * x * x - cube) * y;
    const xyy = (fourth * y * y - cube) * x;
    const yyy = (fourth * y * y - 3 * cube) * y;
    const pushX = square * x;
    const pushY = square * y;
    const field = this.#field;
    let at = first * NUMBERS_A_CELL;
    field[at] =
      (field[at] as number) +
      secondMass * pushX +
      HALF * (xxx * secondXX + 2 * xxy * secondXY + xyy * secondYY);
    field[at + 1] =
      (field[at + 1] as number) +
      secondMass * pushY +
      HALF * (xxy * secondXX + 2 * xyy * secondXY + yyy * secondYY);
    field[at + 2] = (field[at + 2] as number) + secondMass * xx;
    field[at + 3] = (field[at + 3] as number) + secondMass * xy;
    field[at + 4] = (field[at + 4] as number) + secondMass * yy;
    field[at + 5] = (field[at + 5] as number) + secondMass * xxx;
    field[at + 6] = (field[at + 6] as number) + secondMass * xxy;
    field[at + 7] = (field[at + 7] as number) + secondMass * xyy;
    field[at + 8] = (field[at + 8] as number) + secondMass * yyy;
    at = second * NUMBERS_A_CELL;
    field[at] =
      (field[at] as number) - firstMass * pushX - HALF * (xxx * firstXX + 2 * xxy * firstXY + xyy * firstYY);
    field[at + 1] =
      (field[at + 1] as number) -
      firstMass * pushY -
      HALF * (xxy * firstXX + 2 * xyy * firstXY + yyy * firstYY);
    field[at + 2] = (field[at + 2] as number) + firstMass * xx;
    field[at + 3] = (field[at + 3] as number) + firstMass * xy;
    field[at + 4] = (field[at + 4] as number) + firstMass * yy;
    field[at + 5] = (field[at + 5] as number) - firstMass * xxx;
    field[at + 6] = (field[at + 6] as number) - firstMass * xxy;
    field[at + 7] = (field[at + 7] as number) - firstMass * xyy;
    field[at + 8] = (field[at + 8] as number) - firstMass * yyy;
    const extentXX = secondMass * firstXX + firstMass * secondXX;
    const extentXY = secondMass * firstXY + firstMass * secondXY;
    const extentYY = secondMass * firstYY + firstMass * secondYY;
    // w itself has the second derivatives −2 ∂_j(w² r_i).
    return firstMass * secondMass * weight - (xx * extentXX + 2 * xy * extentXY + yy * extentYY);
  }

  /** Adds a parent's field to its child, moved to the child's centre. */
  inherit({ centreX, centreY }: Quadtree, child: number, parent: number): void {
    const offX = (centreX[child] as number) - (centreX[parent] as number);
    const offY = (centreY[child] as number) - (centreY[parent] as number);
    const field = this.#field;
    const [to, from] = [child * NUMBERS_A_CELL, parent * NUMBERS_A_CELL];
    const xxx = field[from + 5] as number;
    const xxy = field[from + 6] as number;
    const xyy = field[from + 7] as number;
    const yyy = field[from + 8] as number;
    field[to] = (field[to] as number) + this.forceX(parent, offX, offY);
    field[to + 1] = (field[to + 1] as number) + this.forceY(parent, offX, offY);
    field[to + 2] = (field[to + 2] as number) + (field[from + 2] as number) + xxx * offX + xxy * offY;
    field[to + 3] = (field[to + 3] as number) + (field[from + 3] as number) + xxy * offX + xyy * offY;
    field[to + 4] = (field[to + 4] as number) + (field[from + 4] as number) + xyy * offX + yyy * offY;
    field[to + 5] = (field[to + 5] as number) + xxx;
    field[to + 6] = (field[to + 6] as number) + xxy;
    field[to + 7] = (field[to + 7] as number) + xyy;
    field[to + 8] = (field[to + 8] as number) + yyy;
  }

  forceX(cell: number, offX: number, offY: number): number {
    const [field, at] = [this.#field, cell * NUMBERS_A_CELL];
    return (
      (field[at] as number) +
      ((field[at + 2] as number) +
        HALF * ((field[at + 5] as number) * offX + (field[at + 6] as number) * offY)) *
        offX +
      ((field[at + 3] as number) +
        HALF * ((field[at + 6] as number) * offX + (field[at + 7] as number) * offY)) *
        offY
    );
  }

  forceY(cell: number, offX: number, offY: number): number {
    const [field, at] = [this.#field, cell * NUMBERS_A_CELL];
    return (
      (field[at + 1] as number) +
      ((field[at + 3] as number) +
        HALF * ((field[at + 6] as number) * offX + (field[at + 7] as number) * offY)) *
        offX +
      ((field[at + 4] as number) +
        HALF * ((field[at + 7] as number) * offX + (field[at + 8] as number) * offY)) *
        offY
    );
  }
}
