/** Lays one layout over another: turned, mirrored and moved, never bent. */

export interface Alignment {
  /** x, y by turns. */
  readonly positions: Float64Array;
  /** Root of the mean squared distance that is left between partners. */
  readonly residual: number;
}

/**
 * The rotation, with or without a reflection, and the shift that bring `positions` nearest to `reference`.
 *
 * Both x, y by turns, point i belongs to point i. Distances within `positions` are kept. Linear in their number.
 * Source: Schönemann 1966; in the plane the best turn has the closed form atan2(Σ cross, Σ dot).
 */
export function alignTo(reference: Float64Array, positions: Float64Array): Alignment {
  const [centre, referenceCentre] = [centreOf(positions), centreOf(reference)];
  const sums = { xx: 0, xy: 0, yx: 0, yy: 0 };
  for (let at = 0; at < positions.length; at += 2) {
    // `as number`, here and below: `reference` is as long as `positions`.
    const [x, y] = [(positions[at] as number) - centre.x, (positions[at + 1] as number) - centre.y];
    const toX = (reference[at] as number) - referenceCentre.x;
    const toY = (reference[at + 1] as number) - referenceCentre.y;
    sums.xx += x * toX;
    sums.xy += x * toY;
    sums.yx += y * toX;
    sums.yy += y * toY;
  }
  const turned = { dot: sums.xx + sums.yy, cross: sums.xy - sums.yx };
  const mirrored = { dot: sums.xx - sums.yy, cross: sums.xy + sums.yx };
  const isMirrored = Math.hypot(mirrored.dot, mirrored.cross) > Math.hypot(turned.dot, turned.cross);
  const { dot, cross } = isMirrored ? mirrored : turned;
  const length = Math.hypot(dot, cross);
  const [cosine, sine] = length > 0 ? [dot / length, cross / length] : [1, 0];
  const aligned = new Float64Array(positions.length);
  let squared = 0;
  for (let at = 0; at < positions.length; at += 2) {
    const x = (positions[at] as number) - centre.x;
    const y = ((positions[at + 1] as number) - centre.y) * (isMirrored ? -1 : 1);
    aligned[at] = referenceCentre.x + cosine * x - sine * y;
    aligned[at + 1] = referenceCentre.y + sine * x + cosine * y;
    squared += ((aligned[at] as number) - (reference[at] as number)) ** 2;
    squared += ((aligned[at + 1] as number) - (reference[at + 1] as number)) ** 2;
  }
  return { positions: aligned, residual: Math.sqrt(squared / Math.max(1, positions.length / 2)) };
}

function centreOf(positions: Float64Array): { readonly x: number; readonly y: number } {
  let [x, y] = [0, 0];
  for (let at = 0; at < positions.length; at += 2) {
    x += positions[at] as number;
    y += positions[at + 1] as number;
  }
  const pointCount = Math.max(1, positions.length / 2);
  return { x: x / pointCount, y: y / pointCount };
}
