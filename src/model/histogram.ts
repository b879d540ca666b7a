/** Histograms with explicit edges, and moving their counts to other edges without losing any. */

/**
 * Bins in increasing order. `lefts`, `rights`, `counts` have one length; bins may have zero width
 * (a point mass, as TensorFlow writes for constant data) and need not touch.
 */
export interface Histogram {
  readonly lefts: Float64Array;
  readonly rights: Float64Array;
  readonly counts: Float64Array;
}

/**
 * `count` bin edges, symmetric about 0, spaced evenly in asinh(x / linearWithin): linear near zero,
 * logarithmic far away, so that one fixed set of edges serves saturated and undecided logits alike.
 */
export function asinhEdges(count: number, limit: number, linearWithin = 1): Float64Array {
  const edges = new Float64Array(count);
  const top = Math.asinh(limit / linearWithin);
  for (let i = 0; i < count; i++) {
    edges[i] = linearWithin * Math.sinh(top * ((2 * i) / (count - 1) - 1));
  }
  edges[0] = -limit;
  edges[count - 1] = limit;
  if (count % 2 === 1) edges[(count - 1) / 2] = 0;
  return edges;
}

/** Counts of finite `values` between `edges`; values outside fall into the first or last bin. NaN is not counted. */
export function countBetween(values: ArrayLike<number>, edges: Float64Array): Float64Array {
  const counts = new Float64Array(Math.max(0, edges.length - 1));
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const bin = binOf(value, edges);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Index of the half-open bin [edge_i, edge_{i+1}) that holds `value`, clamped to the outermost bins. */
export function binOf(value: number, edges: Float64Array): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The histogram's counts moved to `edges`, each bin's mass spread evenly over its width; mass outside
 * the edges goes to the first or last bin, so the total is kept. Assumes mass is uniform inside a bin.
 */
export function rebin(histogram: Histogram, edges: Float64Array): Float64Array {
  const out = new Float64Array(Math.max(0, edges.length - 1));
  for (let i = 0; i < histogram.counts.length; i++) {
    const mass = histogram.counts[i] ?? 0;
    if (mass === 0) continue;
    spread(mass, histogram.lefts[i] ?? 0, histogram.rights[i] ?? 0, edges, out);
  }
  return out;
}

function spread(mass: number, left: number, right: number, edges: Float64Array, out: Float64Array): void {
  const first = binOf(left, edges);
  const last = binOf(right, edges);
  if (!(right > left) || first === last || !Number.isFinite(right - left)) {
    out[first] = (out[first] ?? 0) + mass;
    return;
  }
  for (let bin = first; bin <= last; bin++) {
    const from = bin === first ? left : (edges[bin] ?? left);
    const to = bin === last ? right : (edges[bin + 1] ?? right);
    out[bin] = (out[bin] ?? 0) + (mass * (to - from)) / (right - left);
  }
}
