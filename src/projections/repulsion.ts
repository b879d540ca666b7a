/** The repulsive half of the t-SNE gradient: every point against every other, far ones a cell at a time. */
import { CellField } from "./cell-field.ts";
import { type Quadtree, QuadtreeBuilder } from "./quadtree.ts";

/** Σ over j of w² (y_i − y_j), x and y by turns, with w = 1 / (1 + ‖y_i − y_j‖²); and Σ over all ordered pairs of w. */
export interface Repulsion {
  readonly forces: Float64Array;
  readonly normaliser: number;
}

/** A walk goes down each of two cells by 15 levels at most, and a level leaves 10 pairs behind at most. */
const STACK_PAIRS = 512;

/**
 * Barnes–Hut between cells (the dual-tree variant of van der Maaten 2014, §4.2, with both
 * cells expanded to second order): two cells act as one point each where the sum of their radii is below
 * `theta` times their distance. `theta` = 0 compares every pair. O(n log n) at most, near O(n) for spread points.
 */
export class RepulsionField {
  readonly #builder: QuadtreeBuilder;
  readonly #forces: Float64Array;
  readonly #pointX: Float64Array;
  readonly #pointY: Float64Array;
  readonly #field: CellField;
  readonly #stack = new Int32Array(2 * STACK_PAIRS);
  #depth = 0;

  constructor(pointCount: number) {
    this.#builder = new QuadtreeBuilder(pointCount);
    this.#forces = new Float64Array(2 * pointCount);
    this.#pointX = new Float64Array(pointCount);
    this.#pointY = new Float64Array(pointCount);
    this.#field = new CellField(pointCount);
  }

  /** `positions` are x, y by turns. The answer's array is overwritten by the next call. */
  at(positions: Float64Array, theta: number): Repulsion {
    const tree = this.#builder.build(positions);
    this.#field.clear(tree.cellCount);
    this.#pointX.fill(0);
    this.#pointY.fill(0);
    const normaliser = this.#walk(tree, theta * theta);
    this.#handDown(tree);
    for (let place = 0; place < tree.order.length; place++) {
      // `as number`, here and below: within the bounds of typed arrays by construction.
      const point = tree.order[place] as number;
      this.#forces[2 * point] = this.#pointX[place] as number;
      this.#forces[2 * point + 1] = this.#pointY[place] as number;
    }
    return { forces: this.#forces, normaliser: 2 * normaliser };
  }

  /** Σ of w over unordered pairs. */
  #walk(tree: Quadtree, squaredTheta: number): number {
    const stack = this.#stack;
    let sum = 0;
    this.#depth = 0;
    this.#push(0, 0);
    while (this.#depth > 0) {
      this.#depth -= 2;
      const first = stack[this.#depth] as number;
      const second = stack[this.#depth + 1] as number;
      sum +=
        first === second
          ? this.#withinCell(tree, first)
          : this.#betweenCells(tree, first, second, squaredTheta);
    }
    return sum;
  }

  #push(first: number, second: number): void {
    this.#stack[this.#depth] = first;
    this.#stack[this.#depth + 1] = second;
    this.#depth += 2;
  }

  /** Puts off what has to be looked at closer; returns Σ of w over the pairs that are done. */
  #withinCell(tree: Quadtree, cell: number): number {
    const firstChild = tree.firstChild[cell] as number;
    if (firstChild === 0) return this.#withinLeaf(tree, cell);
    const end = tree.endChild[cell] as number;
    for (let child = firstChild; child < end; child++) {
      for (let sibling = child; sibling < end; sibling++) this.#push(child, sibling);
    }
    return 0;
  }

  /** Like `#withinCell`, for two cells that share no point. */
  #betweenCells(tree: Quadtree, first: number, second: number, squaredTheta: number): number {
    const { centreX, centreY, radius, firstChild, endChild } = tree;
    const offX = (centreX[first] as number) - (centreX[second] as number);
    const offY = (centreY[first] as number) - (centreY[second] as number);
    const reach = (radius[first] as number) + (radius[second] as number);
    if (reach * reach < squaredTheta * (offX * offX + offY * offY))
      return this.#field.exchange(tree, first, second);
    const [isFirstLeaf, isSecondLeaf] = [firstChild[first] === 0, firstChild[second] === 0];
    if (isFirstLeaf && isSecondLeaf) return this.#betweenLeaves(tree, first, second);
    const opensFirst =
      isSecondLeaf || (!isFirstLeaf && (radius[first] as number) > (radius[second] as number));
    const [opened, kept] = opensFirst ? [first, second] : [second, first];
    const end = endChild[opened] as number;
    for (let child = firstChild[opened] as number; child < end; child++) this.#push(child, kept);
    return 0;
  }

  #withinLeaf({ firstPoint, endPoint, x, y }: Quadtree, leaf: number): number {
    let sum = 0;
    const end = endPoint[leaf] as number;
    for (let place = firstPoint[leaf] as number; place < end; place++) {
      sum += this.#onePointAgainst(x, y, { place, from: place + 1, end });
    }
    return sum;
  }

  #betweenLeaves({ firstPoint, endPoint, x, y }: Quadtree, first: number, second: number): number {
    let sum = 0;
    const [from, end] = [firstPoint[second] as number, endPoint[second] as number];
    for (let place = firstPoint[first] as number; place < (endPoint[first] as number); place++) {
      sum += this.#onePointAgainst(x, y, { place, from, end });
    }
    return sum;
  }

  #onePointAgainst(
    x: Float64Array,
    y: Float64Array,
    { place, from, end }: { readonly place: number; readonly from: number; readonly end: number },
  ): number {
    const [pointX, pointY] = [this.#pointX, this.#pointY];
    const hereX = x[place] as number;
    const hereY = y[place] as number;
    let [sum, forceX, forceY] = [0, 0, 0];
    for (let other = from; other < end; other++) {
      const offX = hereX - (x[other] as number);
      const offY = hereY - (y[other] as number);
      const weight = 1 / (1 + offX * offX + offY * offY);
      const pushX = weight * weight * offX;
      const pushY = weight * weight * offY;
      sum += weight;
      forceX += pushX;
      forceY += pushY;
      pointX[other] = (pointX[other] as number) - pushX;
      pointY[other] = (pointY[other] as number) - pushY;
    }
    pointX[place] = (pointX[place] as number) + forceX;
    pointY[place] = (pointY[place] as number) + forceY;
    return sum;
  }

  /** Each cell's field goes to its children, and the leaves' to their points. */
  #handDown(tree: Quadtree): void {
    const { cellCount, firstChild, endChild, firstPoint, endPoint, centreX, centreY, x, y } = tree;
    for (let cell = 0; cell < cellCount; cell++) {
      if (firstChild[cell] !== 0) {
        for (let child = firstChild[cell] as number; child < (endChild[cell] as number); child++) {
          this.#field.inherit(tree, child, cell);
        }
        continue;
      }
      for (let place = firstPoint[cell] as number; place < (endPoint[cell] as number); place++) {
        const offX = (x[place] as number) - (centreX[cell] as number);
        const offY = (y[place] as number) - (centreY[cell] as number);
        this.#pointX[place] = (this.#pointX[place] as number) + this.#field.forceX(cell, offX, offY);
        this.#pointY[place] = (this.#pointY[place] as number) + this.#field.forceY(cell, offX, offY);
      }
    }
  }
}
