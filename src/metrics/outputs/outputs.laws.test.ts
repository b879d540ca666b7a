import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areaUnderCurve,
  calibrationSlope,
  decisionThreshold,
  discriminatorAccuracy,
  expectedCalibrationError,
  heldOutRatio,
  jensenShannonDivergence,
  kolmogorovSmirnov,
  kullbackLeiblerDivergence,
  lossDecomposition,
  occupancy,
  type Scores,
  seededNormal,
  totalVariation,
  wassersteinDistance,
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
