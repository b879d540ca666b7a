/** Do generated pixels cover the values that real ones take? A generator that cannot reach them loses from the start. */
import type { Interval } from "../estimate.ts";
import { type Numbers, quantileOfSorted, sortedCopy } from "../statistics/quantiles.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import type { ValueRange } from "./sample-images.ts";

/** Ends of the bulk: p0.1 and p99.9. */
const BULK_TAIL = 0.001;
/** Share of the distance between the limits that counts as being at a limit. */
const SATURATION_MARGIN = 0.01;
/** Real pixels beyond the generated ones must be this many before they count as unreached, and not as rare. */
const UNREACHED_SHARE = 0.05;
const BYTE_VALUES = 256;

export interface PixelSpread {
  readonly minimum: number;
  readonly maximum: number;
  /** The 0.001 and 0.999 quantiles. */
  readonly lowEnd: number;
  readonly highEnd: number;
  /** Shares of the values within 1 % of the lower and of the upper limit. */
  readonly atLowLimit: number;
  readonly atHighLimit: number;
  /** The same of the smallest and of the largest value itself: bounds that values are pressed against gather many. */
  readonly atMinimum: number;
  readonly atMaximum: number;
  /** Values that are not finite are counted here and left out of everything else. */
  readonly nonFinite: number;
  readonly count: number;
}

/** A share of the real values, with its Wilson interval. */
export interface UnreachedShare {
  readonly share: number;
  readonly interval: Interval;
}

export interface PixelRangeTest {
  readonly real: PixelSpread;
  readonly fake: PixelSpread;
  /** Real values below every generated one, beyond the margin; the same above. */
  readonly belowFakes: UnreachedShare;
  readonly aboveFakes: UnreachedShare;
  /** True when more than 5 % of the real values are surely out of the generator's reach on one side. */
  readonly isMismatch: boolean;
}

export interface PixelRangeRequest {
  readonly real: Numbers;
  readonly fake: Numbers;
  /** Where the generator's output activation ends, such as −1 and 1 for tanh; by default the ends of the real values. */
  readonly limits?: ValueRange;
}

/**
 * The range of generated values beside the real ones, and how many sit at the limits of the output.
 *
 * `real`, `fake`: pixel values in one unit, before anything clips them. Shares in [0, 1]; at equality `belowFakes`
 * and `aboveFakes` are near 0. Half of the values at both limits is clipping; none at a limit that real values reach
 * is a mismatch of ranges, such as a sigmoid against data in [−1, 1]. Pixels of one image depend on each other, so
 * the Wilson intervals of many pixels of few images are too narrow. Empty sides give NaN and no mismatch.
 * Cost: O(n log n). Source: our own instrument; failure F20 of the catalogue of failures.
 * @example
 * const real = Float64Array.from({ length: 100 }, (_, at) => at / 50 - 1);
 * const fake = real.map((value) => Math.max(0, value));
 * pixelRangeTest({ real, fake }).belowFakes.share; // => 0.5
 */
export function pixelRangeTest({ real, fake, limits }: PixelRangeRequest): PixelRangeTest {
  const [ofReal, ofFake] = [finiteSorted(real), finiteSorted(fake)];
  const ends = limits ?? { low: ofReal[0] ?? Number.NaN, high: ofReal[ofReal.length - 1] ?? Number.NaN };
  const margin = SATURATION_MARGIN * (ends.high - ends.low);
  const fakeSpread = spreadOf(ofFake, { ends, margin, nonFinite: fake.length - ofFake.length });
  const belowCount = countBelow(ofReal, fakeSpread.minimum - margin);
  const aboveCount = ofReal.length - countUpTo(ofReal, fakeSpread.maximum + margin);
  const [belowFakes, aboveFakes] = [belowCount, aboveCount].map((count) =>
    unreachedShare(ofFake.length === 0 ? 0 : count, ofReal.length),
  ) as [UnreachedShare, UnreachedShare]; // two counts give two shares
  return {
    real: spreadOf(ofReal, { ends, margin, nonFinite: real.length - ofReal.length }),
    fake: fakeSpread,
    belowFakes,
    aboveFakes,
    isMismatch: [belowFakes, aboveFakes].some(
      ({ share, interval }) => share > 0 && interval.low > UNREACHED_SHARE,
    ),
  };
}

function unreachedShare(count: number, total: number): UnreachedShare {
  return { share: total === 0 ? Number.NaN : count / total, interval: wilsonInterval(count, total) };
}

/** Bytes are finite, and sorted by counting. */
function finiteSorted(values: Numbers): Numbers {
  if (values instanceof Uint8Array) return sortedBytes(values);
  return sortedCopy(Float64Array.from(values).filter(Number.isFinite));
}

function sortedBytes(values: Uint8Array): Uint8Array {
  const counts = new Uint32Array(BYTE_VALUES);
  // `as number`: a byte is a place among the counts.
  for (let at = 0; at < values.length; at++) (counts[values[at] as number] as number)++;
  const sorted = new Uint8Array(values.length);
  let from = 0;
  counts.forEach((count, byte) => {
    sorted.fill(byte, from, from + count);
    from += count;
  });
  return sorted;
}

interface SpreadContext {
  readonly ends: ValueRange;
  readonly margin: number;
  readonly nonFinite: number;
}

function spreadOf(sorted: Numbers, { ends, margin, nonFinite }: SpreadContext): PixelSpread {
  const count = sorted.length;
  const [minimum, maximum] = [sorted[0] ?? Number.NaN, sorted[count - 1] ?? Number.NaN];
  return {
    minimum,
    maximum,
    lowEnd: quantileOfSorted(sorted, BULK_TAIL),
    highEnd: quantileOfSorted(sorted, 1 - BULK_TAIL),
    atLowLimit: countUpTo(sorted, ends.low + margin) / count,
    atHighLimit: (count - countBelow(sorted, ends.high - margin)) / count,
    atMinimum: countUpTo(sorted, minimum + margin) / count,
    atMaximum: (count - countBelow(sorted, maximum - margin)) / count,
    nonFinite,
    count,
  };
}

/** How many are below `limit`; 0 for NaN. */
function countBelow(sorted: Numbers, limit: number): number {
  return countWhile(sorted, (value) => value < limit);
}

/** How many are at most `limit`; 0 for NaN. */
function countUpTo(sorted: Numbers, limit: number): number {
  return countWhile(sorted, (value) => value <= limit);
}

/** `isCounted` holds for the first so many and for no others. */
function countWhile(sorted: Numbers, isCounted: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isCounted(sorted[middle] ?? Number.NaN)) low = middle + 1;
    else high = middle;
  }
  return low;
}
