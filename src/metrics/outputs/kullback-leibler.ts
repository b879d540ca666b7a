/** The Kullback–Leibler divergences of the discriminator's outputs, both ways. */
import type { Histogram } from "../../model/index.ts";
import type { Estimate } from "../estimate.ts";
import {
  binCountFor,
  equalMassBins,
  holdBothSides,
  type PairedBins,
  sharedBins,
  totalOf,
} from "./paired-bins.ts";
import { meanUnderRelabelling } from "./relabelling.ts";
import { areComputable, type Scores } from "./scores.ts";

/** Jeffreys's half sample a bin keeps the divergence finite where one side has an empty bin. */
const PSEUDO_COUNT = 1 / 2;

/** `realToFake` is KL(real ‖ fake), large where real outputs fall that fakes never give; `fakeToReal` the reverse. */
export interface KullbackLeibler {
  readonly realToFake: Estimate;
  readonly fakeToReal: Estimate;
  readonly rebinned: boolean;
}

/**
 * The Kullback–Leibler divergences between real and fake outputs, from two unpaired samples.
 *
 * `real`, `fake`: one score a sample, any two lengths. In nats, ≥ 0; `chance` (exact under exchange of labels)
 * for one law. Infinite in truth for disjoint outputs: the half sample added to each bin makes it finite, so
 * that it grows with the samples there. NaN or no scores give NaN. Cost: O((n + m) log(n + m)).
 * Source: Kullback & Leibler 1951; pseudo-counts of Jeffreys; the bins of `jensenShannonDivergence`.
 * @example
 * kullbackLeiblerDivergence([1, 2, 3, 4], [1, 2, 3, 4]).realToFake.value; // => 0
 */
export function kullbackLeiblerDivergence(
  real: Scores,
  fake: Scores,
  binCount = binCountFor(real.length, fake.length),
): KullbackLeibler {
  if (!areComputable(real, fake)) return notComputable(real.length, fake.length);
  return ofBins(equalMassBins(real, fake, binCount));
}

/**
 * The same divergences from two histograms.
 *
 * Shared edges are used as they are, others united first (`rebinned`). Units, range and chance as for
 * `kullbackLeiblerDivergence`; an empty histogram gives NaN.
 * @example
 * const edges = { lefts: Float64Array.of(0, 1), rights: Float64Array.of(1, 2) };
 * const real = { ...edges, counts: Float64Array.of(9, 1) };
 * kullbackLeiblerDivergenceOfHistograms(real, real).fakeToReal.value; // => 0
 */
export function kullbackLeiblerDivergenceOfHistograms(real: Histogram, fake: Histogram): KullbackLeibler {
  const bins = sharedBins(real, fake);
  return holdBothSides(bins) ? ofBins(bins) : notComputable(totalOf(real.counts), totalOf(fake.counts));
}

function ofBins(bins: PairedBins): KullbackLeibler {
  const reversed = { ...bins, real: bins.fake, fake: bins.real };
  const counts = { realCount: totalOf(bins.real), fakeCount: totalOf(bins.fake) };
  return {
    realToFake: { ...oneWay(bins), interval: null, ...counts },
    fakeToReal: { ...oneWay(reversed), interval: null, ...counts },
    rebinned: bins.rebinned,
  };
}

/** From the side called real to the other. */
function oneWay(bins: PairedBins): { readonly value: number; readonly chance: number } {
  const { real, fake } = bins;
  const binCount = real.filter((realInBin, bin) => realInBin + (fake[bin] ?? 0) > 0).length;
  const [realTotal, fakeTotal] = [real, fake].map((side) => totalOf(side) + binCount * PSEUDO_COUNT);
  const term = (realInBin: number, fakeInBin: number) => {
    if (realInBin + fakeInBin === 0) return 0;
    const share = (realInBin + PSEUDO_COUNT) / (realTotal ?? 0);
    return share * Math.log(share / ((fakeInBin + PSEUDO_COUNT) / (fakeTotal ?? 0)));
  };
  const value = real.reduce((sum, realInBin, bin) => sum + term(realInBin, fake[bin] ?? 0), 0);
  return { value: Math.max(0, value), chance: meanUnderRelabelling(bins, term) };
}

function notComputable(realCount: number, fakeCount: number): KullbackLeibler {
  const estimate = { value: Number.NaN, chance: Number.NaN, interval: null, realCount, fakeCount };
  return { realToFake: estimate, fakeToReal: estimate, rebinned: false };
}
