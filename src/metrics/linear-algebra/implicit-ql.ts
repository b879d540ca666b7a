/** Eigenvalues of a symmetric tridiagonal matrix: the last step of every spectrum here. */

/** Sweeps allowed for one eigenvalue; two are usual, and more than this has not been seen with finite numbers. */
const MOST_SWEEPS = 60;

/**
 * `diagonal` [size] and `offDiagonal` [size − 1], neither changed. In no particular order; all NaN if the iteration
 * does not settle, which only non-finite numbers bring about. Error: a few 2⁻⁵² of the largest eigenvalue.
 * Source: Dubrulle, Martin and Wilkinson 1968, The implicit QL algorithm.
 */
export function tridiagonalEigenvalues(diagonal: Float64Array, offDiagonal: Float64Array): Float64Array {
  const size = diagonal.length;
  const d = diagonal.slice();
  const e = new Float64Array(size);
  e.set(offDiagonal);
  // By the whole, not by the neighbours on the diagonal: those are all 0 when singular values are sought.
  const negligible = Number.EPSILON * Math.max(largestSize(d), largestSize(e));
  if (!Number.isFinite(negligible)) return d.fill(Number.NaN);
  for (let first = 0; first < size; first++) {
    for (let sweep = 0; ; sweep++) {
      const last = endOfUnbroken(e, first, negligible);
      if (last === first) break;
      if (sweep === MOST_SWEEPS) return d.fill(Number.NaN);
      sweepThrough(d, e, { first, last });
    }
  }
  return d;
}

function largestSize(values: Float64Array): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/** The first place from `first` on whose coupling to the next is lost in rounding. */
function endOfUnbroken(e: Float64Array, first: number, negligible: number): number {
  let last = first;
  while (last < e.length - 1 && Math.abs(e[last] ?? 0) > negligible) last++;
  return last;
}

/** One QL sweep with Wilkinson's shift over the block `first … last`. */
function sweepThrough(
  d: Float64Array,
  e: Float64Array,
  { first, last }: { first: number; last: number },
): void {
  const at = (values: Float64Array, place: number) => values[place] ?? 0;
  const half = (at(d, first + 1) - at(d, first)) / (2 * at(e, first));
  const length = Math.hypot(half, 1);
  let g = at(d, last) - at(d, first) + at(e, first) / (half + (half < 0 ? -length : length));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let place = last - 1; place >= first; place--) {
    const f = sine * at(e, place);
    const b = cosine * at(e, place);
    const r = Math.sqrt(f * f + g * g);
    e[place + 1] = r;
    if (r === 0) {
      d[place + 1] = at(d, place + 1) - shift;
      e[last] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = at(d, place + 1) - shift;
    const turned = (at(d, place) - g) * sine + 2 * cosine * b;
    shift = sine * turned;
    d[place + 1] = g + shift;
    g = cosine * turned - b;
  }
  d[first] = at(d, first) - shift;
  e[first] = g;
  e[last] = 0;
}
