/** The chance level of statistics of counts: what they give when "real" and "fake" are dealt out anew. */
import { logGamma } from "../statistics/log-gamma.ts";
import { type PairedBins, totalOf } from "./paired-bins.ts";

/** Shares of probability below it no longer change a sum of doubles. */
const NEGLIGIBLE = 1e-18;

/** A bin's part of a statistic, from its real and fake counts. */
export type BinTerm = (realInBin: number, fakeInBin: number) => number;

/**
 * The exact mean of Σ_k term(real_k, fake_k) when the labels are dealt at random over the samples in the bins:
 * given its total, a bin's real count is hypergeometric. Totals are rounded (rebinned counts are not whole).
 * Cost: O(Σ_k √total_k).
 */
export function meanUnderRelabelling(bins: PairedBins, term: BinTerm): number {
  const realTotal = Math.round(totalOf(bins.real));
  const all = realTotal + Math.round(totalOf(bins.fake));
  let mean = 0;
  for (let bin = 0; bin < bins.real.length; bin++) {
    const total = Math.round((bins.real[bin] ?? 0) + (bins.fake[bin] ?? 0));
    mean += hypergeometricMean({ all, realTotal, total: Math.min(total, all) }, term);
  }
  return mean;
}

interface Deal {
  readonly all: number;
  readonly realTotal: number;
  readonly total: number;
}

function hypergeometricMean({ all, realTotal, total }: Deal, term: BinTerm): number {
  const fewest = Math.max(0, total + realTotal - all);
  const most = Math.min(total, realTotal);
  const mode = Math.min(most, Math.max(fewest, Math.floor(((total + 1) * (realTotal + 1)) / (all + 2))));
  const atMode = Math.exp(
    logChoose(total, mode) + logChoose(all - total, realTotal - mode) - logChoose(all, realTotal),
  );
  let mean = atMode * term(mode, total - mode);
  for (let real = mode, chance = atMode; real < most && chance > NEGLIGIBLE; real++) {
    chance *= ((total - real) * (realTotal - real)) / ((real + 1) * (all - total - realTotal + real + 1));
    mean += chance * term(real + 1, total - real - 1);
  }
  for (let real = mode, chance = atMode; real > fewest && chance > NEGLIGIBLE; real--) {
    chance *= (real * (all - total - realTotal + real)) / ((total - real + 1) * (realTotal - real + 1));
    mean += chance * term(real - 1, total - real + 1);
  }
  return mean;
}

function logChoose(from: number, taken: number): number {
  return logGamma(from + 1) - logGamma(taken + 1) - logGamma(from - taken + 1);
}
