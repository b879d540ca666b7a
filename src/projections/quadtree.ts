/** A quadtree over points in the plane: cells of nearby points that can be taken for one point from afar. */

/**
 * Cells stand parents before children, children of one parent side by side; cell 0 is the root.
 * Points are renumbered along a Z-shaped curve, so that each cell's points are `firstPoint … endPoint − 1`.
 */
export interface Quadtree {
  readonly cellCount: number;
  readonly firstPoint: Int32Array;
  readonly endPoint: Int32Array;
  /** 0 for a leaf: the root is nobody's child. */
  readonly firstChild: Int32Array;
  readonly endChild: Int32Array;
  readonly centreX: Float64Array;
  readonly centreY: Float64Array;
  /** An upper bound of the distance from the centre of mass to any of the cell's points. */
  readonly radius: Float64Array;
  /** Σ over the cell's points of (x − centre)², of (x − centre)(y − centre) and of (y − centre)². */
  readonly spreadXX: Float64Array;
  readonly spreadXY: Float64Array;
  readonly spreadYY: Float64Array;
  /** The caller's index of each renumbered point. */
  readonly order: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Bits a coordinate in the code of a point's place on the curve; two codes fit 32 bits. */
const BITS = 15;
/** Up to here a cell is left whole: comparing so few points one by one costs less than opening cells. */
const LEAF_POINTS = 16;
const DIGIT_BITS = 10;

/** Buffers that are used again at every step of a layout. */
export class QuadtreeBuilder {
  readonly #pointCount: number;
  readonly #codes: Uint32Array;
  readonly #sortedCodes: Uint32Array;
  readonly #spareOrder: Int32Array;
  readonly #tree: { -readonly [Key in keyof Quadtree]: Quadtree[Key] };

  constructor(pointCount: number) {
    this.#pointCount = pointCount;
    this.#codes = new Uint32Array(pointCount);
    this.#sortedCodes = new Uint32Array(pointCount);
    this.#spareOrder = new Int32Array(pointCount);
    this.#tree = emptyTree(pointCount);
  }

  /** `positions` are x, y by turns. The answer is overwritten by the next call. */
  build(positions: Float64Array): Quadtree {
    this.#encode(positions);
    this.#sort();
    const { order, x, y } = this.#tree;
    for (let place = 0; place < this.#pointCount; place++) {
      // `as number`, here and below: within the bounds of typed arrays by construction.
      const point = order[place] as number;
      x[place] = positions[2 * point] as number;
      y[place] = positions[2 * point + 1] as number;
    }
    this.#split();
    this.#summarise();
    return this.#tree;
  }

  #encode(positions: Float64Array): void {
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let point = 0; point < this.#pointCount; point++) {
      const x = positions[2 * point] as number;
      const y = positions[2 * point + 1] as number;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < bottom) bottom = y;
      if (y > top) top = y;
    }
    const width = Math.max(right - left, top - bottom);
    const scale = width > 0 ? (2 ** BITS - 1) / width : 0;
    for (let point = 0; point < this.#pointCount; point++) {
      const column = ((positions[2 * point] as number) - left) * scale;
      const row = ((positions[2 * point + 1] as number) - bottom) * scale;
      this.#codes[point] = spread(column | 0) | (spread(row | 0) << 1);
    }
  }

  /** By three digits of ten bits each, least significant first; equal codes keep the caller's order. */
  #sort(): void {
    let [from, to] = [this.#spareOrder, this.#tree.order];
    for (let point = 0; point < this.#pointCount; point++) from[point] = point;
    for (let shift = 0; shift < 2 * BITS; shift += DIGIT_BITS) {
      sortByDigit(this.#codes, shift, { from, to });
      [from, to] = [to, from];
    }
    // After an odd number of passes the result lies in the tree's own array.
    for (let place = 0; place < this.#pointCount; place++) {
      this.#sortedCodes[place] = this.#codes[from[place] as number] as number;
    }
  }

  #split(): void {
    const tree = this.#tree;
    const { firstPoint, endPoint, firstChild, endChild } = tree;
    [firstPoint[0], endPoint[0], tree.cellCount] = [0, this.#pointCount, 1];
    let levelEnd = 1;
    let shift = 2 * (BITS - 1);
    for (let cell = 0; cell < tree.cellCount; cell++) {
      if (cell === levelEnd) {
        levelEnd = tree.cellCount;
        shift -= 2;
      }
      const [from, end] = [firstPoint[cell] as number, endPoint[cell] as number];
      [firstChild[cell], endChild[cell]] = [0, 0];
      if (end - from <= LEAF_POINTS || shift < 0) continue;
      firstChild[cell] = tree.cellCount;
      for (let start = from; start < end; ) {
        const quadrant = (this.#sortedCodes[start] as number) >>> shift;
        let stop = start + 1;
        while (stop < end && (this.#sortedCodes[stop] as number) >>> shift === quadrant) stop += 1;
        [firstPoint[tree.cellCount], endPoint[tree.cellCount]] = [start, stop];
        tree.cellCount += 1;
        start = stop;
      }
      endChild[cell] = tree.cellCount;
    }
  }

  /** Children come after their parents, so one pass from the end sees every child first. */
  #summarise(): void {
    const { cellCount, firstPoint, endPoint, centreX, centreY, radius, x, y } = this.#tree;
    for (let cell = cellCount - 1; cell >= 0; cell--) {
      const [from, end] = [firstPoint[cell] as number, endPoint[cell] as number];
      let [sumX, sumY] = [0, 0];
      for (let place = from; place < end; place++) {
        sumX += x[place] as number;
        sumY += y[place] as number;
      }
      const [middleX, middleY] = [sumX / (end - from), sumY / (end - from)];
      let [farthest, spreadXX, spreadXY, spreadYY] = [0, 0, 0, 0];
      for (let place = from; place < end; place++) {
        const [offX, offY] = [(x[place] as number) - middleX, (y[place] as number) - middleY];
        spreadXX += offX * offX;
        spreadXY += offX * offY;
        spreadYY += offY * offY;
        const squared = offX * offX + offY * offY;
        if (squared > farthest) farthest = squared;
      }
      centreX[cell] = middleX;
      centreY[cell] = middleY;
      radius[cell] = Math.sqrt(farthest);
      [this.#tree.spreadXX[cell], this.#tree.spreadXY[cell], this.#tree.spreadYY[cell]] = [
        spreadXX,
        spreadXY,
        spreadYY,
      ];
    }
  }
}

function emptyTree(pointCount: number) {
  // Chains of cells with one child exist only where points nearly coincide; each level adds at most one a point.
  const most = 1 + pointCount * (BITS + 1);
  return {
    cellCount: 0,
    firstPoint: new Int32Array(most),
    endPoint: new Int32Array(most),
    firstChild: new Int32Array(most),
    endChild: new Int32Array(most),
    centreX: new Float64Array(most),
    centreY: new Float64Array(most),
    radius: new Float64Array(most),
    spreadXX: new Float64Array(most),
    spreadXY: new Float64Array(most),
    spreadYY: new Float64Array(most),
    order: new Int32Array(pointCount),
    x: new Float64Array(pointCount),
    y: new Float64Array(pointCount),
  };
}

/** Puts a zero between the bits of a coordinate. */
function spread(coordinate: number): number {
  let bits = coordinate;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

function sortByDigit(
  codes: Uint32Array,
  shift: number,
  { from, to }: { readonly from: Int32Array; readonly to: Int32Array },
): void {
  const mask = 2 ** DIGIT_BITS - 1;
  const starts = new Int32Array(2 ** DIGIT_BITS + 1);
  const digitOf = (point: number) => ((codes[point] as number) >>> shift) & mask;
  for (const point of from) starts[digitOf(point) + 1] = (starts[digitOf(point) + 1] as number) + 1;
  for (let digit = 0; digit < mask; digit++) {
    starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
  }
  for (const point of from) {
    const digit = digitOf(point);
    const place = starts[digit] as number;
    to[place] = point;
    starts[digit] = place + 1;
  }
}
