import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asinhEdges, countBetween, type Histogram } from "../../model/index.ts";
import {
  areaUnderCurve,
  areaUnderCurveOfHistograms,
  calibrationSlope,
  decisionThreshold,
  discriminatorAccuracy,
  discriminatorAccuracyOfHistograms,
  expectedCalibrationError,
  heldOutRatio,
  type Interval,
  jensenShannonDivergence,
  jensenShannonDivergenceOfHistograms,
  kolmogorovSmirnov,
  kolmogorovSmirnovOfHistograms,
  kullbackLeiblerDivergence,
  lossDecomposition,
  occupancy,
  occupancyOfHistograms,
  realSignMean,
  realSignMeanOfHistogram,
  type Scores,
  seededNormal,
  seededRandom,
  shuffledOrder,
  totalVariation,
  trainHeldOutAreaUnderCurve,
  wassersteinDistance,
  wassersteinDistanceOfHistograms,
} from "../index.ts";

fc.configureGlobal({ seed: 2014 });

const finite = fc.double({ min: -20, max: 20, noNaN: true });
const scores = fc.oneof(
  fc.array(finite, { minLength: 1, maxLength: 60 }),
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 }),
);

/** Each measure of two samples, with the range it stays in. */
const measures: Readonly<Record<string, { of: (r: Scores, f: Scores) => number; most: number }>> = {
  jensenShannonDivergence: { of: (r, f) => jensenShannonDivergence(r, f).value, most: Math.LN2 },
  kullbackLeiblerDivergence: { of: (r, f) => kullbackLeiblerDivergence(r, f).realToFake.value, most: 20 },
  totalVariation: { of: (r, f) => totalVariation(r, f).value, most: 1 },
  kolmogorovSmirnov: { of: (r, f) => kolmogorovSmirnov(r, f).value, most: 1 },
  wassersteinDistance: { of: (r, f) => wassersteinDistance(r, f).value, most: 40 },
  areaUnderCurve: { of: (r, f) => areaUnderCurve(r, f).value, most: 1 },
  balancedAccuracy: { of: (r, f) => discriminatorAccuracy(r, f, 0).balanced, most: 1 },
  occupancy: { of: (r, f) => occupancy(r, f).value, most: 1 },
  expectedCalibrationError: { of: (r, f) => expectedCalibrationError(r, f).value, most: 1 },
  lossDecomposition: { of: (r, f) => lossDecomposition(r, f).halfLoss, most: 21 },
};
const distances = ["jensenShannonDivergence", "totalVariation", "kolmogorovSmirnov", "wassersteinDistance"];
const ofRanks = ["jensenShannonDivergence", "totalVariation", "kolmogorovSmirnov", "areaUnderCurve"];
const TOLERANCE = 1e-9;

describe.each(Object.entries(measures))("%s", (_name, { of, most }) => {
  it("stays in its range, ignores the order of samples and leaves its input as it was", () => {
    fc.assert(
      fc.property(scores, scores, (real, fake) => {
        const [realBefore, fakeBefore] = [[...real], [...fake]];
        const value = of(real, fake);
        expect(value).toBeGreaterThanOrEqual(-TOLERANCE);
        expect(value).toBeLessThanOrEqual(most + TOLERANCE);
        expect(of([...real].reverse(), Float64Array.from(fake).reverse())).toBeCloseTo(value, 9);
        expect([real, fake]).toEqual([realBefore, fakeBefore]);
      }),
    );
  });

  it("is NaN when a score is NaN or a side has none", () => {
    expect([of([1, Number.NaN], [1, 2]), of([1], []), of([], [1])]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe.each(distances)("%s", (name) => {
  const of = measures[name]?.of ?? (() => Number.NaN);

  it("is symmetric, and 0 for a sample and itself", () => {
    fc.assert(
      fc.property(scores, scores, (real, fake) => {
        expect(of(real, fake)).toBeCloseTo(of(fake, real), 9);
        expect(of(real, [...real])).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe.each(ofRanks)("%s", (name) => {
  const of = measures[name]?.of ?? (() => Number.NaN);

  it("does not change when an increasing map is put behind the discriminator", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2 }), scores, (real, other) => {
        const fake = other.map((score) => Math.round(score) / 2);
        const map = (score: number) => Math.exp(score / 4) - 3;
        expect(of(real.map(map), fake.map(map))).toBeCloseTo(of(real, fake), 9);
      }),
    );
  });
});

describe("areaUnderCurve", () => {
  it("turns into its complement when the sides are swapped", () => {
    fc.assert(
      fc.property(scores, scores, (real, fake) => {
        expect(areaUnderCurve(real, fake).value + areaUnderCurve(fake, real).value).toBeCloseTo(1, 12);
      }),
    );
  });

  it("keeps an interval with width when all reals score higher", () => {
    const { value, interval } = areaUnderCurve([5, 6, 7, 8], [1, 2, 3]);
    expect(value).toBe(1);
    expect(interval?.low).toBeCloseTo(0.4385, 4);
  });

  it("counts infinite scores as the farthest ones", () => {
    expect(areaUnderCurve([1, Number.POSITIVE_INFINITY], [0, Number.NEGATIVE_INFINITY]).value).toBe(1);
  });
});

describe("wassersteinDistance", () => {
  it("scales with the scores, and is as large as a shift", () => {
    fc.assert(
      fc.property(scores, finite, (real, shift) => {
        const moved = real.map((score) => 3 * score + shift);
        const tripled = real.map((score) => 3 * score);
        expect(wassersteinDistance(moved, tripled).value).toBeCloseTo(Math.abs(shift), 9);
      }),
    );
  });

  it("finds a shift by exchanging labels", () => {
    const [normal, options] = [seededNormal(4), { permutations: 199, seed: 1 }];
    const real = Array.from({ length: 60 }, normal);
    const fake = Array.from({ length: 50 }, () => normal() + 1);
    expect(wassersteinDistance(real, fake, options).pValue).toBe(1 / 200);
    expect(wassersteinDistance(real, fake).pValue).toBeNull();
  });
});

describe("discriminatorAccuracy", () => {
  it("reads one half for an output that never moves from the threshold", () => {
    const { real, fake, balanced } = discriminatorAccuracy([0, 0, 0], [0, 0], 0);
    expect([real.value, fake.value, balanced]).toEqual([1 / 2, 1 / 2, 1 / 2]);
  });

  it("has a threshold only where the loss gives the output a meaning", () => {
    const families = ["bce-ns", "bce-saturating", "hinge", "lsgan", "wasserstein", "relativistic"] as const;
    expect(families.map(decisionThreshold)).toEqual([0, 0, 0, 1 / 2, null, null]);
  });
});

describe("calibrationSlope", () => {
  it("says that scores are separable, constant or not numbers instead of fitting them", () => {
    expect(calibrationSlope([3, 4], [1, 2])).toEqual({ kind: "separable", realIsHigh: true });
    expect(calibrationSlope([1, 2], [2, 3])).toEqual({ kind: "separable", realIsHigh: false });
    expect(calibrationSlope([1, 1], [1])).toEqual({ kind: "constant" });
    expect(calibrationSlope([1, Number.POSITIVE_INFINITY], [1])).toEqual({ kind: "cannot-tell" });
  });

  it("falls by the factor by which the logits grow", () => {
    const normal = seededNormal(6);
    const real = Array.from({ length: 300 }, () => normal() + 1);
    const fake = Array.from({ length: 200 }, () => normal() - 1);
    const slopes = [1, 1000].map((factor) => {
      const fit = calibrationSlope(
        real.map((score) => factor * score),
        fake.map((score) => factor * score),
      );
      return fit.kind === "fitted" ? fit.slope.value * factor : Number.NaN;
    });
    expect(slopes[1]).toBeCloseTo(slopes[0] ?? 0, 6);
  });
});

describe("the formula of the tutorials, which pairs scores and takes them for densities", () => {
  const paired = (real: Float64Array, fake: Float64Array) => {
    const half = (own: number, other: number) => (own * Math.log((2 * own) / (own + other))) / 2;
    return (
      real.reduce((sum, r, at) => sum + half(r, fake[at] ?? 0) + half(fake[at] ?? 0, r), 0) / real.length
    );
  };
  const normal = seededNormal(22);
  const probabilities = () => Float64Array.from({ length: 20_000 }, () => 1 / (1 + Math.exp(-2 * normal())));
  const [real, fake] = [probabilities(), probabilities()];

  it("reads 0.06 for two samples of one law, and nothing once they are sorted", () => {
    expect(paired(real, fake)).toBeCloseTo(0.0606, 3);
    expect(paired(real.toSorted(), fake.toSorted())).toBeLessThan(5e-5);
    expect(jensenShannonDivergence(real, fake).corrected).toBeLessThan(1e-3);
  });

  it("reads 0.18 for outputs that are perfectly apart, where the divergence is ln 2", () => {
    const [high, low] = [0.9, 0.1].map((value) => new Float64Array(100).fill(value));
    expect(paired(high ?? real, low ?? fake)).toBeCloseTo(0.184, 3);
    expect(jensenShannonDivergence(high ?? real, low ?? fake).value).toBeCloseTo(Math.LN2, 12);
  });
});

describe("occupancy", () => {
  const even = Array.from({ length: 160 }, (_, at) => at);

  it("is 1 where fakes are spread like reals, and where both are one constant", () => {
    expect(occupancy(even, even).value).toBe(1);
    expect(occupancy([2, 2, 2], [2, 2]).value).toBe(1);
  });

  it("is the share of bins that fakes crowd into, and 1/16 where all lie below the reals", () => {
    expect(occupancy(even, even.slice(0, 40)).value).toBe(1 / 4);
    expect(occupancy(even, [-5, -4, -3]).value).toBe(1 / 16);
  });
});

describe("heldOutRatio", () => {
  it("is 0 without memorisation and 1 when held-out reals score like fakes", () => {
    const [high, low] = [
      [9, 10, 11],
      [-1, 0, 1],
    ];
    const ratios = [high, low].map((heldOut) => heldOutRatio({ training: high, heldOut, fake: low }));
    expect(ratios.map((answer) => (answer.kind === "ratio" ? answer.ratio.value : null))).toEqual([0, 1]);
  });

  it("refuses to divide by a distance that may be chance, and for NaN", () => {
    const close = heldOutRatio({ training: [1, 2, 3], heldOut: [0, 1, 2], fake: [0, 2, 3] });
    expect(close.kind === "too-close" ? close.gap.value : null).toBe(1);
    expect(heldOutRatio({ training: [Number.NaN], heldOut: [1], fake: [0] }).kind).toBe("too-close");
  });
});

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

describe("two samples of one law, drawn 1,000 times", () => {
  const DRAWS = 1000;
  const HONEST = 0.93;
  const normal = seededNormal(2014);
  const sample = (count: number, mean = 0) => Float64Array.from({ length: count }, () => normal() + mean);
  const shareOf = (holds: () => boolean) =>
    Array.from({ length: DRAWS }, holds).filter(Boolean).length / DRAWS;
  const contains = (interval: Interval | null, value: number) =>
    interval !== null && interval.low <= value && value <= interval.high;

  it.each([
    ["the divergence", (r, f) => jensenShannonDivergence(r, f).pValue],
    ["Kolmogorov–Smirnov", (r, f) => kolmogorovSmirnov(r, f).pValue],
    ["the area under the curve", (r, f) => areaUnderCurve(r, f).pValue ?? 0],
    ["training against held-out", (r, f) => trainHeldOutAreaUnderCurve(r, f).pValue ?? 0],
    ["Wasserstein", (r, f) => wassersteinDistance(r, f, { permutations: 19, seed: 5 }).pValue ?? 0],
    [
      "the divergence of histograms",
      (r, f) => {
        const edges = asinhEdges(33, 4);
        const of = (given: Scores) => ({
          lefts: edges.slice(0, -1),
          rights: edges.slice(1),
          counts: countBetween(given, edges),
        });
        return jensenShannonDivergenceOfHistograms(of(r), of(f)).pValue;
      },
    ],
  ] as [string, (r: Float64Array, f: Float64Array) => number][])("seldom alarm %s", (_name, pValueOf) => {
    const quiet = shareOf(() => pValueOf(sample(64), sample(48)) > 0.05);
    expect(quiet).toBeGreaterThanOrEqual(HONEST);
    expect(quiet).toBeLessThan(1);
  });

  it.each([
    ["the area under the curve", 0.5, (r, f) => areaUnderCurve(r, f).interval],
    ["the corrected divergence", 0, (r, f) => jensenShannonDivergence(r, f).interval],
    ["the accuracy on reals", 0.5, (r, f) => discriminatorAccuracy(r, f, 0).real.interval],
    ["r_t", 0, (r) => realSignMean(r).interval],
    [
      "the calibration slope",
      0,
      (r, f) => {
        const fit = calibrationSlope(r, f);
        return fit.kind === "fitted" ? fit.slope.interval : null;
      },
    ],
  ] as [string, number, (r: Float64Array, f: Float64Array) => Interval | null][])(
    "leave the truth in the interval of %s",
    (_name, truth, intervalOf) => {
      expect(shareOf(() => contains(intervalOf(sample(64), sample(48)), truth))).toBeGreaterThanOrEqual(
        HONEST,
      );
    },
  );

  it("leave the miscalibration of logits that mean what they say near 0, and r_v where it is", () => {
    const calibrated = (count: number, mean: number) => sample(count, mean).map((score) => 2 * score);
    const ofLoss = () => lossDecomposition(calibrated(150, 1), calibrated(150, -1)).miscalibrationInterval;
    expect(shareOf(() => contains(ofLoss(), 0))).toBeGreaterThanOrEqual(HONEST);
    const ofRatio = () => {
      const answer = heldOutRatio({ training: sample(64, 2), heldOut: sample(64, 1), fake: sample(64, -2) });
      return answer.kind === "ratio" ? answer.ratio.interval : null;
    };
    expect(shareOf(() => contains(ofRatio(), 1 / 4))).toBeGreaterThanOrEqual(HONEST);
  });

  it("read on average what the chance levels say", () => {
    const means = new Float64Array(5);
    const chances = new Float64Array(5);
    for (let draw = 0; draw < DRAWS; draw++) {
      const [r, f] = [sample(64), sample(48)];
      [
        jensenShannonDivergence(r, f),
        totalVariation(r, f),
        kullbackLeiblerDivergence(r, f).realToFake,
        occupancy(r, f),
        wassersteinDistance(r, f),
      ].forEach(({ value, chance }, at) => {
        means[at] = (means[at] ?? 0) + value / DRAWS;
        chances[at] = (chances[at] ?? 0) + (chance ?? Number.NaN) / DRAWS;
      });
    }
    means.forEach((mean, at) => {
      expect(mean / (chances[at] ?? 0)).toBeGreaterThan(0.93);
      expect(mean / (chances[at] ?? 0)).toBeLessThan(1.07);
    });
  });

  it("differ from a shuffled pairing in nothing", () => {
    const [r, f] = [sample(40), sample(40, 1)];
    const order = shuffledOrder(40, seededRandom(1));
    const dealt = Float64Array.from(order, (place) => f[place] ?? 0);
    expect(jensenShannonDivergence(r, dealt)).toEqual(jensenShannonDivergence(r, f));
  });
});
