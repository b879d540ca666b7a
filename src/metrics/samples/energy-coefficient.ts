/** How far apart two sets of samples lie, in whatever space they are given: needs no encoder and few samples. */
import { seededRandom, shuffledOrder } from "../random-source.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { quantileOfSorted } from "../statistics/quantiles.ts";
import { type DistancesWithin, distancesOfFirst } from "./distances-within.ts";
import { firstRows } from "./pairwise-distances.ts";
import { writeDistances } from "./row-distances.ts";

/** Pairs grow as the square; 64 a side tell healthy digits (0 ± .006) from any failure that was tried (above .02). */
const MOST_SAMPLES = 64;
const DRAWS = 100;
const LUCK_LEVEL = 0.95;

export interface EnergyCoefficient {
  /** 0 for one law, 1 for two points; slightly below 0 by chance. */
  readonly value: number;
  /** What it reaches once in twenty times when the same samples are dealt to both sides at random. */
  readonly byLuck: number;
  readonly realCount: number;
  readonly fakeCount: number;
}

interface Sides {
  readonly real: SampleMatrix;
  readonly fake: SampleMatrix;
  /** Distances within the sides that are computed already. */
  readonly known?: { readonly real?: DistancesWithin; readonly fake?: DistancesWithin } | undefined;
}

/**
 * The energy coefficient: 1 − (E‖x − x′‖ + E‖y − y′‖) / 2E‖x − y‖, unbiased in its parts.
 *
 * `real` and `fake` are [samples × features], of equally many features; the first 64 of each side are used. No unit, at
 * most 1; 0 in the mean at equality. NaN with fewer than two samples on a side, with features that are not finite, and
 * where all samples are equal. Cost: O(n² · features) and 100 sums over n² distances.
 * Source: Székely & Rizzo 2013, Energy statistics, J. Stat. Plan. Inference 143, §3; the null by dealing anew.
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 0, 0), 3, 1);
 * const fake = sampleMatrix(Float64Array.of(1, 1, 1), 3, 1);
 * energyCoefficient({ real, fake, seed: 1 }).value; // => 1
 */
export function energyCoefficient({
  real,
  fake,
  seed,
  known,
}: Sides & { readonly seed: number }): EnergyCoefficient {
  const [ofReal, ofFake] = [firstRows(real, MOST_SAMPLES), firstRows(fake, MOST_SAMPLES)];
  const counts = { realCount: ofReal.sampleCount, fakeCount: ofFake.sampleCount };
  const total = counts.realCount + counts.fakeCount;
  const distances = distancesOf({ real: ofReal, fake: ofFake, known });
  const order = Uint32Array.from({ length: total }, (_, place) => place);
  const value = coefficientOf(distances, order, counts.realCount);
  if (Number.isNaN(value)) return { value, byLuck: Number.NaN, ...counts };
  const random = seededRandom(seed);
  const dealt = Float64Array.from({ length: DRAWS }, () =>
    coefficientOf(distances, shuffledOrder(total, random), counts.realCount),
  );
  return { value, byLuck: quantileOfSorted(dealt.sort(), LUCK_LEVEL), ...counts };
}

/** [samples × samples], symmetric, those of both sides in one. */
function distancesOf({ real, fake, known = {} }: Sides): Float64Array {
  const total = real.sampleCount + fake.sampleCount;
  const table = new Float64Array(total ** 2);
  const sides = [
    { first: 0, count: real.sampleCount, distances: distancesOfFirst(real, MOST_SAMPLES, known.real) },
    {
      first: real.sampleCount,
      count: fake.sampleCount,
      distances: distancesOfFirst(fake, MOST_SAMPLES, known.fake),
    },
  ];
  for (const { first, count, distances } of sides) {
    let pair = 0;
    for (let i = first; i < first + count; i++) {
      for (let j = i + 1; j < first + count; j++) table[i * total + j] = distances[pair++] ?? Number.NaN;
    }
  }
  for (let row = 0; row < real.sampleCount; row++) {
    const target = { distances: table, at: row * total + real.sampleCount };
    writeDistances({ samples: real, row }, { samples: fake, first: 0, end: fake.sampleCount }, target);
  }
  for (let i = 0; i < total; i++) {
    for (let j = 0; j < i; j++) table[i * total + j] = table[j * total + i] ?? Number.NaN;
  }
  return table;
}

/** The first `firstCount` of the order are one side, the rest the other. */
function coefficientOf(distances: Float64Array, order: Uint32Array, firstCount: number): number {
  const total = order.length;
  const sums = { first: 0, second: 0, across: 0 };
  for (let i = 0; i < total; i++) {
    const row = (order[i] ?? 0) * total;
    for (let j = i + 1; j < total; j++) {
      const distance = distances[row + (order[j] ?? 0)] ?? Number.NaN;
      if (j < firstCount) sums.first += distance;
      else if (i >= firstCount) sums.second += distance;
      else sums.across += distance;
    }
  }
  const secondCount = total - firstCount;
  const within = sums.first / pairsOf(firstCount) + sums.second / pairsOf(secondCount);
  return 1 - within / (2 * (sums.across / (firstCount * secondCount)));
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}
