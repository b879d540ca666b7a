import { describe, expect, it } from "vitest";
import reference from "../../../fixtures/metrics/outputs.json";
import type { Histogram } from "../../model/index.ts";
import {
  areaUnderCurve,
  areaUnderCurveOfHistograms,
  type Calibration,
  calibrationSlope,
  calibrationSlopeOfHistograms,
  jensenShannonDivergence,
  jensenShannonDivergenceOfHistograms,
  kolmogorovSmirnov,
  kolmogorovSmirnovOfHistograms,
  kullbackLeiblerDivergence,
  kullbackLeiblerDivergenceOfHistograms,
  lossDecomposition,
  normalCdf,
  occupancy,
  totalVariation,
  totalVariationOfHistograms,
  wassersteinDistance,
  wassersteinDistanceOfHistograms,
} from "../index.ts";
import { lossDecompositionOfHistograms } from "./loss-decomposition.ts";

const DIGITS = 9;

describe.each(reference.cases)("scores with $name, agreeing with scipy and scikit-learn", (given) => {
  const { real, fake, samples, bins } = given;

  it("in the divergences of their bins", () => {
    const divergence = jensenShannonDivergence(real, fake, bins);
    expect(divergence.value).toBeCloseTo(samples.jsd, DIGITS);
    expect(divergence.chance).toBeCloseTo(samples.jsdChance, DIGITS);
    expect(divergence.pValue).toBeCloseTo(samples.jsdPValue, DIGITS);
    const { realToFake, fakeToReal } = kullbackLeiblerDivergence(real, fake, bins);
    expect(realToFake.value).toBeCloseTo(samples.klRealToFake, DIGITS);
    expect(fakeToReal.value).toBeCloseTo(samples.klFakeToReal, DIGITS);
    expect(totalVariation(real, fake, bins).value).toBeCloseTo(samples.totalVariation, DIGITS);
  });

  it("in Kolmogorov–Smirnov and Wasserstein distance", () => {
    const { value, pValue } = kolmogorovSmirnov(real, fake);
    expect(value).toBeCloseTo(samples.ks, DIGITS);
    expect(pValue).toBeCloseTo(samples.ksPValue, DIGITS);
    const distance = wassersteinDistance(real, fake);
    expect(distance.value).toBeCloseTo(samples.wasserstein, DIGITS);
    expect(distance.perInterquartileRange).toBeCloseTo(samples.wassersteinPerIqr, DIGITS);
  });

  it("in the area under the curve, its interval and its p-value", () => {
    const { value, pValue, interval } = areaUnderCurve(real, fake);
    expect(value).toBeCloseTo(samples.auc, DIGITS);
    expect(pValue).toBeCloseTo(samples.aucPValue, DIGITS);
    expect(interval?.low).toBeCloseTo(samples.aucLow, DIGITS);
    expect(interval?.high).toBeCloseTo(samples.aucHigh, DIGITS);
  });

  it("in the logistic fit, the loss and the occupancy", () => {
    expectFit(calibrationSlope(real, fake), samples.calibration);
    expect(lossDecomposition(real, fake).halfLoss).toBeCloseTo(samples.halfLoss, DIGITS);
    expect(occupancy(real, fake).value).toBeCloseTo(samples.occupancy, DIGITS);
    expect(occupancy(real, fake).chance).toBeCloseTo(samples.occupancyChance, DIGITS);
  });

  it("in all that two histograms tell", () => {
    const { histograms } = given;
    const edges = Float64Array.from(histograms.edges);
    const [r, f] = [histograms.real, histograms.fake].map((counts) => histogram(edges, counts));
    if (r === undefined || f === undefined) throw new Error("two histograms");
    expect(jensenShannonDivergenceOfHistograms(r, f).value).toBeCloseTo(histograms.jsd, DIGITS);
    expect(jensenShannonDivergenceOfHistograms(r, f).chance).toBeCloseTo(histograms.jsdChance, DIGITS);
    const { realToFake, fakeToReal } = kullbackLeiblerDivergenceOfHistograms(r, f);
    expect(realToFake.value).toBeCloseTo(histograms.klRealToFake, DIGITS);
    expect(fakeToReal.value).toBeCloseTo(histograms.klFakeToReal, DIGITS);
    expect(totalVariationOfHistograms(r, f).value).toBeCloseTo(histograms.totalVariation, DIGITS);
    expect(kolmogorovSmirnovOfHistograms(r, f).value).toBeCloseTo(histograms.ks, DIGITS);
    expect(wassersteinDistanceOfHistograms(r, f).value).toBeCloseTo(histograms.wasserstein, 6);
    expectFit(calibrationSlopeOfHistograms(r, f), histograms.calibration);
    const area = areaUnderCurveOfHistograms(r, f);
    expect(area.value).toBeCloseTo(histograms.auc, DIGITS);
    expect(area.band.high - area.value).toBeCloseTo(histograms.aucBand, DIGITS);
    expect(area.value - area.band.low).toBeCloseTo(histograms.aucBand, DIGITS);
  });
});

describe("the chance level of the divergence", () => {
  it.each([
    [64, 64, 10, 0.0366],
    [64, 64, 20, 0.0847],
    [256, 256, 20, 0.0191],
    [1000, 1000, 50, 0.0124],
    [2500, 2500, 20, 0.00189],
    [64, 512, 20, 0.0486],
  ])("for %i real and %i fake samples in %i bins is the simulated %f nats", (n, m, binCount, simulated) => {
    const ascending = (count: number) => Float64Array.from({ length: count }, (_, at) => (at + 0.5) / count);
    const { chance } = jensenShannonDivergence(
      ascending(n),
      ascending(m).map((x) => x + 1e-9),
      binCount,
    );
    expect(Math.abs((chance ?? 0) / simulated - 1)).toBeLessThan(0.025);
  });
});

describe("the decomposition of the loss", () => {
  it.each([
    [1, 0.71263, 0],
    [1 / 2, 0.81371, 0.0505],
    [1 / 4, 1.00548, 0.1464],
  ])("of normal scores at temperature %f gives the loss %f and the miscalibration %f", (scale, loss, cal) => {
    const half = 12;
    const edges = Float64Array.from({ length: 6001 }, (_, at) => 2 * scale * half * (at / 3000 - 1));
    const law = (mean: number) =>
      Array.from({ length: 6000 }, (_, bin) => massBetween(edges, bin, (edge) => edge / (2 * scale) - mean));
    const parts = lossDecompositionOfHistograms(histogram(edges, law(1)), histogram(edges, law(-1)));
    expect(2 * parts.halfLoss).toBeCloseTo(loss, 4);
    expect(parts.miscalibration).toBeCloseTo(cal, 4);
    expect(parts.divergence.value).toBeCloseTo(0.3368, 4);
  });
});

/** Mass of a standard normal in a bin, times a billion samples. */
function massBetween(edges: Float64Array, bin: number, standardise: (edge: number) => number): number {
  const [left, right] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
  return 1e9 * (normalCdf(standardise(right)) - normalCdf(standardise(left)));
}

function histogram(edges: Float64Array, counts: readonly number[]): Histogram {
  return { lefts: edges.slice(0, -1), rights: edges.slice(1), counts: Float64Array.from(counts) };
}

function expectFit(
  calibration: Calibration,
  expected: { slope: number; intercept: number; slopeError: number; interceptError: number },
): void {
  const fit = calibration.kind === "fitted" ? calibration : undefined;
  expect(fit?.slope.value).toBeCloseTo(expected.slope, 6);
  expect(fit?.intercept.value).toBeCloseTo(expected.intercept, 6);
  expect(fit?.slope.standardError).toBeCloseTo(expected.slopeError, 6);
  expect(fit?.intercept.standardError).toBeCloseTo(expected.interceptError, 6);
}
