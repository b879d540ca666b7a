/** Real and generated outputs counted in the same bins, from samples or from two logged histograms. */
import { type Histogram, rebin } from "../../model/index.ts";
import { sortedCopy } from "../statistics/quantiles.ts";
import type { Scores } from "./scores.ts";

/**
 * Counts of both sides in bins of increasing order: bin k is [lefts[k], rights[k]).
 * `rebinned`: the histograms had differing edges, so mass was spread evenly inside their bins to share some.
 */
export interface PairedBins {
  readonly lefts: Float64Array;
  readonly rights: Float64Array;
  readonly real: Float64Array;
  readonly fake: Float64Array;
  readonly rebinned: boolean;
}

const FEWEST_BINS = 4;
const MOST_BINS = 32;
/** √n / 1.5 bins keep twelve and more samples of each side in a bin from n = 64 on. */
const ROOT_SAMPLES_PER_BIN = 1.5;

/**
 * How many bins two samples of these sizes bear: √min(n, m) / 1.5, between 4 and 32.
 * @example
 * binCountFor(1000, 256); // => 11
 */
export function binCountFor(realCount: number, fakeCount: number): number {
  const wished = Math.round(Math.sqrt(Math.min(realCount, fakeCount)) / ROOT_SAMPLES_PER_BIN);
  return Math.min(MOST_BINS, Math.max(FEWEST_BINS, wished));
}

/**
 * Both samples in `binCount` bins that each hold the same share of all scores together.
 *
 * Equal scores stay together, so ties make fewer bins (and one constant makes one). Cut at order statistics,
 * not between them: any increasing map of the scores gives the same counts. Cost: O((n + m) log(n + m)).
 * @example
 * equalMassBins([3, 4], [1, 2], 2).real; // => [0, 2]
 */
export function equalMassBins(real: Scores, fake: Scores, binCount: number): PairedBins {
  const pooled = new Float64Array(real.length + fake.length);
  pooled.set(Array.from(real));
  pooled.set(Array.from(fake), real.length);
  pooled.sort();
  const lefts = cutsOf(pooled, binCount);
  const rights = Float64Array.from(
    lefts,
    (_, bin) => lefts[bin + 1] ?? pooled[pooled.length - 1] ?? Number.NaN,
  );
  return { lefts, rights, real: countsFrom(real, lefts), fake: countsFrom(fake, lefts), rebinned: false };
}

/** The lower edge of each bin, starting with the smallest score. */
function cutsOf(pooled: Float64Array, binCount: number): Float64Array {
  const cuts: number[] = [];
  for (let bin = 0; bin < binCount; bin++) {
    const cut = pooled[Math.ceil(((pooled.length - 1) * bin) / binCount)] ?? Number.NaN;
    if (cuts.length === 0 || cut > (cuts[cuts.length - 1] ?? Number.NaN)) cuts.push(cut);
  }
  return Float64Array.from(cuts);
}

function countsFrom(scores: Scores, lefts: Float64Array): Float64Array {
  const counts = new Float64Array(lefts.length);
  const sorted = sortedCopy(scores);
  let bin = 0;
  for (const score of sorted) {
    while (bin + 1 < lefts.length && score >= (lefts[bin + 1] ?? Number.NaN)) bin++;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/**
 * Two histograms in shared bins: their own where the edges agree, else the union of all edges.
 *
 * Cost: O(bins), and for differing edges O(bins log bins). `rebinned` says which.
 * @example
 * const real = { lefts: Float64Array.of(0, 1), rights: Float64Array.of(1, 2), counts: Float64Array.of(2, 4) };
 * const fake = { lefts: Float64Array.of(0.5), rights: Float64Array.of(1.5), counts: Float64Array.of(6) };
 * sharedBins(real, fake).fake; // => [0, 3, 3, 0]
 */
export function sharedBins(real: Histogram, fake: Histogram): PairedBins {
  if (haveSameEdges(real, fake)) {
    const { lefts, rights } = real;
    return { lefts, rights, real: real.counts, fake: fake.counts, rebinned: false };
  }
  const edges = unionOfEdges(real, fake);
  const points = new Set([...pointMasses(real).keys(), ...pointMasses(fake).keys()]);
  const cuts = [...edges].flatMap((edge) => (points.has(edge) ? [edge, edge] : [edge]));
  return {
    lefts: Float64Array.from(cuts.slice(0, -1)),
    rights: Float64Array.from(cuts.slice(1)),
    real: countsBetween(cuts, edges, real),
    fake: countsBetween(cuts, edges, fake),
    rebinned: true,
  };
}

/** Counts of bins without width, by their place. */
function pointMasses({ lefts, rights, counts }: Histogram): Map<number, number> {
  const masses = new Map<number, number>();
  for (let bin = 0; bin < counts.length; bin++) {
    const [left, count] = [lefts[bin] ?? Number.NaN, counts[bin] ?? 0];
    if (left === rights[bin] && count > 0) masses.set(left, (masses.get(left) ?? 0) + count);
  }
  return masses;
}

/** Counts between neighbouring cuts; a cut that stands twice holds the point mass there, the rest is spread. */
function countsBetween(cuts: readonly number[], edges: Float64Array, histogram: Histogram): Float64Array {
  const { lefts, rights } = histogram;
  const points = pointMasses(histogram);
  const spreadOut = rebin(
    { ...histogram, counts: histogram.counts.map((count, bin) => (lefts[bin] === rights[bin] ? 0 : count)) },
    edges,
  );
  let place = 0;
  return Float64Array.from(cuts.slice(1), (cut, at) =>
    cut === cuts[at] ? (points.get(cut) ?? 0) : (spreadOut[place++] ?? 0),
  );
}

function haveSameEdges(a: Histogram, b: Histogram): boolean {
  return (
    a.lefts.length === b.lefts.length &&
    a.lefts.every((left, bin) => left === b.lefts[bin] && a.rights[bin] === b.rights[bin])
  );
}

function unionOfEdges(a: Histogram, b: Histogram): Float64Array {
  const all = Float64Array.from([...a.lefts, ...a.rights, ...b.lefts, ...b.rights]).sort();
  return all.filter((edge, at) => at === 0 || edge !== all[at - 1]);
}

export function totalOf(counts: ArrayLike<number>): number {
  let total = 0;
  for (let bin = 0; bin < counts.length; bin++) total += counts[bin] ?? 0;
  return total;
}

/** Whether both sides hold mass and no count is NaN: otherwise every metric of them answers NaN. */
export function holdBothSides(bins: PairedBins): boolean {
  return totalOf(bins.real) > 0 && totalOf(bins.fake) > 0;
}
