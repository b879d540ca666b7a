import fc from "fast-check";
import { describe, expect, it } from "vitest";
import reference from "../../../fixtures/metrics/statistics.json";
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  binomialSurvival,
  bootstrapInterval,
  chiSquaredSurvival,
  incompleteBeta,
  interquartileRange,
  kolmogorovSmirnovPValue,
  kolmogorovSurvival,
  logGamma,
  lowerIncompleteGamma,
  median,
  medianAbsoluteDeviation,
  normalCdf,
  normalQuantile,
  quantileOfSorted,
  seededNormal,
  studentSurvival,
  upperIncompleteGamma,
  wilsonInterval,
} from "../index.ts";

fc.configureGlobal({ seed: 2014 });

const RELATIVE = 1e-10;

const functions: Readonly<Record<string, (...given: readonly number[]) => number>> = {
  logGamma: (x = Number.NaN) => logGamma(x),
  upperIncompleteGamma: (a = Number.NaN, x = Number.NaN) => upperIncompleteGamma(a, x),
  lowerIncompleteGamma: (a = Number.NaN, x = Number.NaN) => lowerIncompleteGamma(a, x),
  chiSquaredSurvival: (x = Number.NaN, degrees = Number.NaN) => chiSquaredSurvival(x, degrees),
  incompleteBeta: (x = Number.NaN, a = Number.NaN, b = Number.NaN) => incompleteBeta(x, a, b),
  studentSurvival: (x = Number.NaN, degrees = Number.NaN) => studentSurvival(x, degrees),
  binomialSurvival: (k = Number.NaN, n = Number.NaN, p = Number.NaN) => binomialSurvival(k, n, p),
  normalCdf: (x = Number.NaN) => normalCdf(x),
  normalQuantile: (x = Number.NaN) => normalQuantile(x),
  kolmogorovSurvival: (x = Number.NaN) => kolmogorovSurvival(x),
  kolmogorovSmirnovPValue: (gap = Number.NaN, n = Number.NaN, m = Number.NaN) =>
    kolmogorovSmirnovPValue(gap, n, m),
  wilsonLow: (k = Number.NaN, n = Number.NaN) => wilsonInterval(k, n).low,
  wilsonHigh: (k = Number.NaN, n = Number.NaN) => wilsonInterval(k, n).high,
};

describe.each(Object.entries(reference.functions))("%s", (name, rows) => {
  it("agrees with scipy to ten digits", () => {
    const wrong = rows
      .map(({ given, value }) => ({ given, value, ours: functions[name]?.(...given) ?? Number.NaN }))
      .filter(({ value, ours }) => !(Math.abs(ours - value) <= RELATIVE * Math.max(Math.abs(value), 1e-290)));
    expect(wrong).toEqual([]);
  });
});

describe("order statistics", () => {
  it("agree with numpy and scipy", () => {
    const { values, median: middle, medianAbsoluteDeviation: deviation, iqr } = reference.quantiles;
    expect(median(values)).toBeCloseTo(middle, 12);
    expect(medianAbsoluteDeviation(values)).toBeCloseTo(deviation, 12);
    expect(interquartileRange(values)).toBeCloseTo(iqr, 12);
  });

  it("are NaN without numbers, and when one is NaN", () => {
    expect([median([]), median([1, Number.NaN, 2]), interquartileRange([Number.NaN])]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it("take infinite numbers as the farthest ones", () => {
    expect(median([Number.NEGATIVE_INFINITY, 1, Number.POSITIVE_INFINITY])).toBe(1);
    expect(quantileOfSorted([1, Number.POSITIVE_INFINITY], 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it("leave their input as it was", () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe("adjusted p-values", () => {
  it("agree with scipy", () => {
    const { pValues, hochberg, yekutieli } = reference.multipleTests;
    expect(benjaminiHochberg(pValues)).toEqual(
      Float64Array.from(hochberg, closeTo(benjaminiHochberg(pValues))),
    );
    expect(benjaminiYekutieli(pValues)).toEqual(
      Float64Array.from(yekutieli, closeTo(benjaminiYekutieli(pValues))),
    );
  });

  it("pass over tests that could not be made", () => {
    const [first, second, third] = benjaminiHochberg([0.01, Number.NaN, 0.04]);
    expect([first, second, third]).toEqual([0.02, Number.NaN, 0.04]);
  });

  it("lie between p and 1, keep the order of the p-values, and do not depend on their places", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (pValues) => {
        const plain = benjaminiHochberg(pValues);
        const reversed = benjaminiHochberg([...pValues].reverse()).reverse();
        pValues.forEach((pValue, at) => {
          expect(plain[at]).toBeGreaterThanOrEqual(Math.min(1, pValue * (1 - RELATIVE)));
          expect(plain[at]).toBeLessThanOrEqual(1);
        });
        expect(reversed).toEqual(plain);
      }),
    );
  });
});

describe("normalQuantile", () => {
  it("undoes normalCdf", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (probability) => {
        expect(normalCdf(normalQuantile(probability))).toBeCloseTo(probability, 12);
      }),
    );
  });
});

describe("special functions", () => {
  it("are NaN outside their domain", () => {
    const outside = [
      logGamma(0),
      upperIncompleteGamma(-1, 1),
      incompleteBeta(2, 1, 1),
      normalQuantile(1.5),
      studentSurvival(1, 0),
      normalCdf(Number.NaN),
      kolmogorovSurvival(Number.NaN),
    ];
    expect(outside.filter((value) => !Number.isNaN(value))).toEqual([]);
  });
});

describe("bootstrapInterval", () => {
  const normal = seededNormal(5);
  const values = Array.from({ length: 200 }, normal);
  const mean = ([places]: readonly Uint32Array[]) =>
    (places ?? new Uint32Array()).reduce((sum, at) => sum + (values[at] ?? 0), 0) / values.length;

  it("of a mean is about 1.96 standard errors to each side", () => {
    const interval = bootstrapInterval({ counts: [200], statistic: mean, seed: 3 });
    const width = (interval?.high ?? 0) - (interval?.low ?? 0);
    expect(width / ((2 * 1.96) / Math.sqrt(200))).toBeCloseTo(1, 0);
  });

  it("is the same for the same seed", () => {
    const request = { counts: [200], statistic: mean, seed: 3, resamples: 50 };
    expect(bootstrapInterval(request)).toEqual(bootstrapInterval(request));
  });

  it("is null when the statistic can't be computed or a group is empty", () => {
    expect(bootstrapInterval({ counts: [3], statistic: () => Number.NaN, seed: 1 })).toBeNull();
    expect(bootstrapInterval({ counts: [3, 0], statistic: () => 1, seed: 1 })).toBeNull();
  });
});

/** Our own number where it is within tolerance of the reference, so that a failure shows the reference. */
function closeTo(ours: Float64Array): (value: number, at: number) => number {
  return (value, at) => {
    const own = ours[at] ?? Number.NaN;
    return Math.abs(own - value) <= RELATIVE * value ? own : value;
  };
}
