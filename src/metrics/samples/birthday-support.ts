/** How many different images a generator can make, told from how often two of a batch are all but the same. */
import type { Interval } from "../estimate.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { quantileOfSorted, sortedCopy } from "../statistics/quantiles.ts";
import { distanceBetween } from "./pairwise-distances.ts";
import { poissonInterval } from "./poisson-interval.ts";

/** Distances of real samples to their nearest one: a generated pair nearer than the closest thousandth is a duplicate. */
const DUPLICATE_QUANTILE = 1e-3;
const DEFAULT_SHOWN_PAIRS = 20;

export interface DuplicatePair {
  readonly first: number;
  readonly second: number;
  readonly distance: number;
}

export interface BirthdaySupport {
  /** Ŝ = pairs / duplicate pairs; infinite without duplicates, NaN with fewer than two samples. */
  readonly support: number;
  /** Where the support lies; `low` is a statement even when no duplicates were seen, `high` then is infinite. */
  readonly interval: Interval | null;
  readonly duplicatePairs: number;
  /** The same count among the reals at the same threshold: above 0, the data repeat themselves. */
  readonly realDuplicatePairs: number;
  readonly threshold: number;
  /** The closest pairs, nearest first, for a person to confirm: also those above the threshold. */
  readonly closest: readonly DuplicatePair[];
  readonly realCount: number;
  readonly fakeCount: number;
}

export interface BirthdaySupportRequest {
  /** Held-out real samples: what counts as a duplicate is learnt from them. */
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
  /** Instead of the thousandth quantile of the distances between real neighbours. */
  readonly threshold?: number;
  /** How many of the closest pairs to name (20). */
  readonly shownPairs?: number;
}

/**
 * The effective support size of a generator by the birthday paradox: 1 / P(two samples are duplicates).
 *
 * `real`, `fake`: [samples × features] of one encoder. A pair is a duplicate when it is at most as far apart as the
 * 0.001 quantile of the distances between real samples and their nearest real neighbour; equal samples always are.
 * Unit: images, ≥ 1; for k equally likely images about k. The interval is Garwood's of the count; distances that are
 * NaN are no duplicates. Duplicates are a rule's opinion until a person has looked at `closest`.
 * Cost: O((n² + m²) · features). Source: Arora & Zhang 2017, arXiv:1706.08224, section 2, made an estimate.
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 1, 3, 6), 4, 1);
 * const fake = sampleMatrix(Float64Array.of(0, 0, 5, 9), 4, 1);
 * birthdaySupport({ real, fake }).support; // => 6
 */
export function birthdaySupport(request: BirthdaySupportRequest): BirthdaySupport {
  const { real, fake, shownPairs = DEFAULT_SHOWN_PAIRS } = request;
  const nearest = sortedCopy(nearestDistances(real));
  const threshold = request.threshold ?? quantileOfSorted(nearest, DUPLICATE_QUANTILE);
  const found = pairsOf(fake, threshold, shownPairs);
  const pairCount = (fake.sampleCount * (fake.sampleCount - 1)) / 2;
  const seen = poissonInterval(found.duplicatePairs);
  return {
    support: pairCount === 0 ? Number.NaN : pairCount / found.duplicatePairs,
    interval:
      pairCount === 0 ? null : { low: pairCount / seen.high, high: pairCount / seen.low, level: seen.level },
    duplicatePairs: found.duplicatePairs,
    realDuplicatePairs: pairsOf(real, threshold, 0).duplicatePairs,
    threshold,
    closest: found.closest,
    realCount: real.sampleCount,
    fakeCount: fake.sampleCount,
  };
}

function nearestDistances(samples: SampleMatrix): Float64Array {
  const nearest = new Float64Array(samples.sampleCount).fill(Number.POSITIVE_INFINITY);
  eachPair(samples, ({ first, second, distance }) => {
    if (distance < (nearest[first] ?? 0)) nearest[first] = distance;
    if (distance < (nearest[second] ?? 0)) nearest[second] = distance;
  });
  return nearest;
}

function pairsOf(samples: SampleMatrix, threshold: number, shownPairs: number) {
  const closest: DuplicatePair[] = [];
  let duplicatePairs = 0;
  eachPair(samples, (pair) => {
    if (pair.distance <= threshold || pair.distance === 0) duplicatePairs += 1;
    const last = closest[shownPairs - 1];
    if (shownPairs === 0 || Number.isNaN(pair.distance)) return;
    if (last !== undefined && last.distance <= pair.distance) return;
    const place = closest.findIndex(({ distance }) => distance > pair.distance);
    closest.splice(place === -1 ? closest.length : place, 0, pair);
    closest.length = Math.min(closest.length, shownPairs);
  });
  return { duplicatePairs, closest };
}

function eachPair(samples: SampleMatrix, take: (pair: DuplicatePair) => void): void {
  for (let first = 0; first < samples.sampleCount; first++) {
    for (let second = first + 1; second < samples.sampleCount; second++)
      take({ first, second, distance: distanceBetween(samples, first, second) });
  }
}
