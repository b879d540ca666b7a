/** A cycle in a series: the highest peak of its spectrum, and whether noise makes such a peak. */
import { logGamma } from "../statistics/log-gamma.ts";
import type { Numbers } from "../statistics/quantiles.ts";
import { detrended, prewhitened } from "./series-shape.ts";

/** Fewer full periods than these in the window and any slow drift is a "cycle". */
const FEWEST_PERIODS = 4;
const SIGNIFICANT = 0.01;
/** Below this expected number of peaks as high by chance the alternating sum keeps seven digits. */
const MOST_EXPECTED_PEAKS = 20;
/** The least series that leaves frequencies to compare. */
const SHORTEST_SERIES = 16;

/**
 * `period` in samples of the series; `periodsInWindow` of it fit. `share` is Fisher's g: the peak's part of all power.
 * `isCycle`: p below 0.01, and at least 4 periods in the window.
 */
export interface SpectralPeak {
  readonly period: number;
  readonly periodsInWindow: number;
  readonly share: number;
  readonly pValue: number;
  readonly frequencyCount: number;
  readonly isCycle: boolean;
}

/**
 * The highest spectral peak of a series, after a line is taken off and an autoregression of order 1 taken out.
 *
 * `series`: values at even steps, finite. Period in samples; share and p-value in [0, 1]. Null for fewer than 16 values,
 * a constant, or NaN among them. `knownPeriods` (an epoch's reshuffling, a penalty each 16 steps) are left out with
 * their harmonics, as far as one frequency to each side. Cost: O(length²). Source: Fisher 1929; the p-value holds for
 * white noise, which prewhitening approximates: red noise without it gives false peaks.
 * @example
 * const series = Array.from({ length: 200 }, (_, step) => Math.sin((2 * Math.PI * step) / 20));
 * spectralPeak(series).period; // => 20
 * spectralPeak(series).isCycle; // => true
 */
export function spectralPeak(series: Numbers, knownPeriods: readonly number[] = []): SpectralPeak | null {
  if (series.length < SHORTEST_SERIES) return null;
  const white = prewhitened(detrended(series));
  const all = periodogram(white);
  const powers = all.map((power, at) => (isKnown(at + 1, white.length, knownPeriods) ? 0 : power));
  const total = powers.reduce((sum, power) => sum + power, 0);
  if (!(total > 0)) return null;
  const highest = powers.reduce((best, power, at) => (power > (powers[best] ?? 0) ? at : best), 0);
  const share = (powers[highest] ?? 0) / total;
  const frequencyCount = powers.filter((power) => power > 0).length;
  const period = white.length / (highest + 1 + offCentre(all, highest));
  const periodsInWindow = series.length / period;
  const pValue = fisherPValue(share, frequencyCount);
  const isCycle = pValue < SIGNIFICANT && periodsInWindow >= FEWEST_PERIODS;
  return { period, periodsInWindow, share, pValue, frequencyCount, isCycle };
}

/**
 * The chance that the highest of `frequencyCount` powers of white noise takes at least `share` of them all.
 *
 * Range: [0, 1]. Cost: O(1 / share). Source: Fisher 1929. 1 % is reached at 0.389, 0.229, 0.130 and 0.072 for 16, 32,
 * 64 and 128 frequencies. Above 20 expected peaks, where the sum loses its digits, it is 1 to within 1e-8.
 * @example
 * fisherPValue(0.229, 32); // => 0.010
 */
export function fisherPValue(share: number, frequencyCount: number): number {
  if (!(share > 0) || !(frequencyCount >= 1)) return Number.NaN;
  if (share >= 1) return frequencyCount === 1 ? 1 : 0;
  const term = (count: number) =>
    Math.exp(
      logGamma(frequencyCount + 1) -
        logGamma(count + 1) -
        logGamma(frequencyCount - count + 1) +
        (frequencyCount - 1) * Math.log1p(-count * share),
    );
  if (term(1) > MOST_EXPECTED_PEAKS) return 1;
  let sum = 0;
  for (let count = 1; count <= frequencyCount && count * share < 1; count++) {
    sum += count % 2 === 1 ? term(count) : -term(count);
  }
  return Math.max(0, Math.min(1, sum));
}

/** Powers at the whole frequencies 1 … ⌊(N − 1)/2⌋ per window, each by one rotating pointer. */
function periodogram(series: Float64Array): number[] {
  const count = series.length;
  return Array.from({ length: Math.floor((count - 1) / 2) }, (_, at) => {
    const angle = (2 * Math.PI * (at + 1)) / count;
    const [stepCosine, stepSine] = [Math.cos(angle), Math.sin(angle)];
    let [cosine, sine, real, imaginary] = [1, 0, 0, 0];
    for (let step = 0; step < count; step++) {
      const value = series[step] ?? Number.NaN;
      real += value * cosine;
      imaginary += value * sine;
      const turned = cosine * stepCosine - sine * stepSine;
      sine = sine * stepCosine + cosine * stepSine;
      cosine = turned;
    }
    return (real * real + imaginary * imaginary) / count;
  });
}

/** Within one frequency of a known period or of its harmonics. */
function isKnown(frequency: number, length: number, knownPeriods: readonly number[]): boolean {
  return knownPeriods.some((period) => {
    const known = length / period;
    const harmonic = Math.max(1, Math.round(frequency / known));
    return Math.abs(frequency - harmonic * known) <= 1;
  });
}

/** Where between the frequencies the peak lies, in (−½, ½): the top of a parabola through three logarithms. */
function offCentre(powers: readonly number[], at: number): number {
  const [before, here, after] = [powers[at - 1], powers[at], powers[at + 1]].map((power) =>
    Math.log(power ?? 0),
  );
  if (before === undefined || here === undefined || after === undefined) return 0;
  const shift = (before - after) / (2 * (before - 2 * here + after));
  return Number.isFinite(shift) && Math.abs(shift) < 1 / 2 ? shift : 0;
}
