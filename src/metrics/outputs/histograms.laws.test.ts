/** What the metrics of outputs owe two histograms: nearly what the scores give, within the error they state. */
import { describe, expect, it } from "vitest";
import { asinhEdges, countBetween, type Histogram } from "../../model/index.ts";
import {
  areaUnderCurve,
  areaUnderCurveOfHistograms,
  discriminatorAccuracy,
  discriminatorAccuracyOfHistograms,
  jensenShannonDivergenceOfHistograms,
  kolmogorovSmirnov,
  kolmogorovSmirnovOfHistograms,
  occupancy,
  occupancyOfHistograms,
  realSignMean,
  realSignMeanOfHistogram,
  type Scores,
  seededNormal,
  wassersteinDistance,
  wassersteinDistanceOfHistograms,
} from "../index.ts";

describe("histograms", () => {
  const edges = asinhEdges(97, 6);
  const normal = seededNormal(9);
  const [real, fake] = [1, -0.5].map((mean) => Array.from({ length: 400 }, () => normal() + mean));
  const histogramOf = (given: Scores, at = edges): Histogram => ({
    lefts: at.slice(0, -1),
    rights: at.slice(1),
    counts: countBetween(given, at),
  });
  const [r, f] = [histogramOf(real ?? []), histogramOf(fake ?? [])];

  it("give nearly what the scores give, within the error that they state", () => {
    const [r0, f0] = [real ?? [], fake ?? []];
    const area = areaUnderCurveOfHistograms(r, f);
    const exact = areaUnderCurve(r0, f0).value;
    expect(area.band.low).toBeLessThanOrEqual(exact);
    expect(area.band.high).toBeGreaterThanOrEqual(exact);
    const distance = wassersteinDistanceOfHistograms(r, f);
    const apart = Math.abs(distance.value - wassersteinDistance(r0, f0).value);
    expect(apart).toBeLessThanOrEqual(distance.largestError);
    expect(kolmogorovSmirnovOfHistograms(r, f).value).toBeLessThanOrEqual(kolmogorovSmirnov(r0, f0).value);
    expect(occupancyOfHistograms(r, f).value).toBeCloseTo(occupancy(r0, f0).value, 1);
    expect(discriminatorAccuracyOfHistograms(r, f, 0)).toEqual(discriminatorAccuracy(r0, f0, 0));
    expect(realSignMeanOfHistogram(r)).toEqual({ ...realSignMean(r0) });
  });

  it.each([
    [10, 0.12],
    [20, 0.06],
    [50, 0.025],
  ])("of %i even bins leave the area open by less than %f to each side", (binCount, most) => {
    const even = Float64Array.from({ length: binCount + 1 }, (_, at) => -4 + (9 * at) / binCount);
    const { band, value } = areaUnderCurveOfHistograms(
      histogramOf(real ?? [], even),
      histogramOf(fake ?? [], even),
    );
    expect(band.high - value).toBeLessThan(most);
    expect(band.high - value).toBeCloseTo(value - band.low, 12);
  });

  it("of differing edges are brought to shared ones, and say so", () => {
    const other = histogramOf(fake ?? [], asinhEdges(64, 5));
    const shared = jensenShannonDivergenceOfHistograms(r, f);
    const rebinned = jensenShannonDivergenceOfHistograms(r, other);
    expect([shared.rebinned, rebinned.rebinned]).toEqual([false, true]);
    const distance = wassersteinDistanceOfHistograms(r, other);
    const apart = Math.abs(distance.value - wassersteinDistance(real ?? [], fake ?? []).value);
    expect(apart).toBeLessThanOrEqual(distance.largestError);
    expect(areaUnderCurveOfHistograms(r, other).value).toBeCloseTo(areaUnderCurveOfHistograms(r, f).value, 2);
    const { band } = areaUnderCurveOfHistograms(r, other);
    expect(band.low).toBeLessThanOrEqual(areaUnderCurve(real ?? [], fake ?? []).value);
    expect(band.high).toBeGreaterThanOrEqual(areaUnderCurve(real ?? [], fake ?? []).value);
  });

  it("of one point each are told apart or found equal", () => {
    const at = (value: number): Histogram => ({
      lefts: Float64Array.of(value),
      rights: Float64Array.of(value),
      counts: Float64Array.of(8),
    });
    expect(areaUnderCurveOfHistograms(at(2), at(2)).band).toEqual({ low: 1 / 2, high: 1 / 2 });
    expect(wassersteinDistanceOfHistograms(at(2), at(2)).value).toBe(0);
    expect(jensenShannonDivergenceOfHistograms(at(2), at(2)).value).toBe(0);
    expect(areaUnderCurveOfHistograms(at(2), at(1)).value).toBe(1);
  });

  it("without mass give NaN", () => {
    const empty = { ...r, counts: new Float64Array(r.counts.length) };
    const values = [
      jensenShannonDivergenceOfHistograms(r, empty).value,
      areaUnderCurveOfHistograms(empty, f).value,
      kolmogorovSmirnovOfHistograms(empty, f).value,
      wassersteinDistanceOfHistograms(r, empty).value,
      occupancyOfHistograms(empty, f).value,
    ];
    expect(values).toEqual(values.map(() => Number.NaN));
  });
});
