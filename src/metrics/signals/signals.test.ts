import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CUMULATIVE_SUM_START,
  cosineSimilarity,
  cumulativeSumRunLength,
  cumulativeSumStep,
  gradientNoiseScale,
  gradientNormProfile,
  HYSTERESIS_START,
  halfBatchMoments,
  hysteresisStep,
  lagCosines,
  PAGE_HINKLEY_START,
  pageHinkleyStep,
  projectBySigns,
  robustBaseline,
  seededNormal,
  updateToWeightRatio,
} from "../index.ts";

fc.configureGlobal({ seed: 2014 });

const vector = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 6, maxLength: 6 });

describe("gradientNormProfile", () => {
  it("counts decades a layer, and does not change its slope with the unit", () => {
    const norms = [1e-4, 1e-3, 1e-2, 1e-1];
    const profile = gradientNormProfile(norms);
    expect(profile.slope).toBeCloseTo(1, 12);
    expect(profile.firstToLast).toBeCloseTo(1e-3, 12);
    expect(gradientNormProfile(norms.map((norm) => 7 * norm)).slope).toBeCloseTo(1, 12);
  });

  it("leaves layers without gradient out of the slope, and counts them", () => {
    const { slope, zeroCount, nonFiniteCount } = gradientNormProfile([0, 1, 10, Number.POSITIVE_INFINITY]);
    expect([slope, zeroCount, nonFiniteCount]).toEqual([1, 1, 1]);
    expect(gradientNormProfile([1]).slope).toBeNaN();
  });
});

describe("cosineSimilarity", () => {
  it("lies in [−1, 1], is symmetric, and ignores length", () => {
    fc.assert(
      fc.property(vector, vector, (first, second) => {
        const cosine = cosineSimilarity(first, second);
        fc.pre(!Number.isNaN(cosine) && Math.hypot(...first) > 1e-3 && Math.hypot(...second) > 1e-3);
        expect(Math.abs(cosine)).toBeLessThanOrEqual(1);
        expect(cosineSimilarity(second, first)).toBeCloseTo(cosine, 12);
        expect(
          cosineSimilarity(
            first.map((value) => 5 * value),
            second,
          ),
        ).toBeCloseTo(cosine, 9);
      }),
    );
  });

  it("is NaN for a vanished gradient", () => {
    expect(cosineSimilarity([0, 0], [1, 2])).toBeNaN();
  });
});

describe("projectBySigns", () => {
  const normal = seededNormal(77);
  const length = 20_000;
  const base = Array.from({ length }, normal);

  it.each([-0.8, 0, 0.5, 0.95])("keeps a cosine of %f without bias, within 0.09 at 256 numbers", (cosine) => {
    const draws = Array.from({ length: 30 }, () => {
      const other = base.map((value) => cosine * value + Math.sqrt(1 - cosine * cosine) * normal());
      return cosineSimilarity(projectBySigns(base), projectBySigns(other)) - cosineSimilarity(base, other);
    });
    const mean = draws.reduce((sum, error) => sum + error, 0) / draws.length;
    const spread = Math.sqrt(draws.reduce((sum, error) => sum + error * error, 0) / draws.length);
    expect(Math.abs(mean)).toBeLessThan(0.04);
    expect(spread).toBeLessThan(0.09);
  });

  it("uses each slot and both signs alike", () => {
    const folded = projectBySigns(new Float64Array(256 * 400).fill(1));
    const total = folded.reduce((sum, value) => sum + value, 0);
    expect(folded.filter((value) => Math.abs(value) > 100)).toHaveLength(0);
    expect(Math.abs(total)).toBeLessThan(3 * Math.sqrt(256 * 400));
  });

  it("adds up: the projection of a sum is the sum of projections", () => {
    fc.assert(
      fc.property(vector, vector, (first, second) => {
        const together = projectBySigns(first.map((value, at) => value + (second[at] ?? 0)));
        const [one, other] = [projectBySigns(first), projectBySigns(second)];
        const errors = together.map((value, at) => value - (one[at] ?? 0) - (other[at] ?? 0));
        expect(Math.max(...errors.map(Math.abs))).toBeLessThan(1e-9);
      }),
    );
  });
});

describe("lagCosines", () => {
  it("tells a chase from ringing", () => {
    const chase = Array.from({ length: 20 }, (_, step) => [Math.cos(step / 10), Math.sin(step / 10)]);
    const ringing = Array.from({ length: 20 }, (_, step) => [step % 2 === 0 ? 1 : -1, 0.1]);
    expect(lagCosines(chase)[7]).toBeCloseTo(Math.cos(0.1), 12);
    expect(lagCosines(ringing)[7]).toBeCloseTo(-0.98, 2);
    expect(lagCosines(ringing, 2)[7]).toBeCloseTo(1, 12);
  });
});

describe("updateToWeightRatio", () => {
  it("is 0 for weights that stand still, infinite for zeros that move, NaN for zeros that stay", () => {
    const ratios = [
      updateToWeightRatio([3, 4], [3, 4]),
      updateToWeightRatio([0], [1]),
      updateToWeightRatio([0], [0]),
    ];
    expect(ratios).toEqual([0, Number.POSITIVE_INFINITY, Number.NaN]);
  });
});

describe("gradientNoiseScale", () => {
  it("finds the ratio of the variance of a sample's gradient to the squared gradient", () => {
    const normal = seededNormal(18);
    const [dimensions, half, deviation, entry] = [50, 32, 3, 0.5];
    const meanGradient = () =>
      Array.from({ length: dimensions }, () => entry + (deviation / Math.sqrt(half)) * normal());
    const steps = Array.from({ length: 400 }, () => halfBatchMoments(meanGradient(), meanGradient()));
    const truth = (dimensions * deviation ** 2) / (dimensions * entry ** 2);
    expect(gradientNoiseScale(steps, 2 * half) / truth).toBeCloseTo(1, 1);
  });

  it("is NaN while no signal stands out", () => {
    expect(gradientNoiseScale([{ signal: -1, noise: 4 }], 64)).toBeNaN();
  });
});

describe("robustBaseline", () => {
  it("is not moved by wild values of the past, nor by the newest values", () => {
    const calm = Array.from({ length: 200 }, (_, step) => Math.sin(step));
    const wild = calm.map((value, step) => (step % 20 === 3 ? 1e6 : value));
    const { median, scale } = robustBaseline([...wild, ...new Array<number>(50).fill(1e9)]);
    expect(median).toBeCloseTo(robustBaseline([...calm, ...new Array<number>(50).fill(0)]).median, 0);
    expect(scale).toBeLessThan(2);
  });

  it("looks no further back than its window", () => {
    const series = [
      ...new Array<number>(100).fill(1000),
      ...Array.from({ length: 20 }, (_, step) => step % 3),
    ];
    const { median, count } = robustBaseline(series, { window: 20, excludeNewest: 5 });
    expect([median, count]).toEqual([1, 15]);
  });

  it("says infinity for a change after a constant past, unless a least scale is given", () => {
    const series = [5, 5, 5, 5, 6];
    expect(robustBaseline(series, { excludeNewest: 1 }).score).toBe(Number.POSITIVE_INFINITY);
    expect(robustBaseline(series, { excludeNewest: 1, leastScale: 0.5 }).score).toBe(2);
    expect(robustBaseline([5, 5, 5, 5], { excludeNewest: 1 }).score).toBe(0);
  });

  it("passes over NaN in the past, and is NaN for a NaN newest value or no past", () => {
    expect(robustBaseline([1, Number.NaN, 2, 3, 4], { excludeNewest: 1 }).count).toBe(3);
    expect(robustBaseline([1, 2, Number.NaN], { excludeNewest: 1 }).score).toBeNaN();
    expect(robustBaseline([1]).score).toBeNaN();
  });
});

describe("cumulativeSumStep", () => {
  it("alarms on white noise about as seldom as Siegmund's run length says", () => {
    const normal = seededNormal(1985);
    const lengths = Array.from({ length: 300 }, () => {
      let [state, steps] = [CUMULATIVE_SUM_START, 0];
      while (state.alarm === null) {
        state = cumulativeSumStep(state, normal(), { limit: 4 });
        steps++;
      }
      return steps;
    });
    const mean = lengths.reduce((sum, steps) => sum + steps, 0) / lengths.length;
    expect(mean / cumulativeSumRunLength({ limit: 4 })).toBeGreaterThan(0.85);
    expect(mean / cumulativeSumRunLength({ limit: 4 })).toBeLessThan(1.15);
    expect(cumulativeSumRunLength() * 2).toBeCloseTo(19_100, -3);
  });

  it("finds a drift of one deviation after about sixteen steps, and says its direction", () => {
    const fall = Array.from({ length: 17 }, () => -1).reduce(
      (state, score) => cumulativeSumStep(state, score),
      CUMULATIVE_SUM_START,
    );
    expect(fall.alarm).toBe("fall");
  });

  it("begins anew after an alarm, and passes over NaN", () => {
    const alarmed = cumulativeSumStep(CUMULATIVE_SUM_START, Number.POSITIVE_INFINITY);
    expect(alarmed.alarm).toBe("rise");
    expect(cumulativeSumStep(alarmed, 0)).toEqual(CUMULATIVE_SUM_START);
    expect(cumulativeSumStep({ above: 2, below: 0, alarm: null }, Number.NaN).above).toBe(2);
  });
});

describe("pageHinkleyStep", () => {
  const run = (values: readonly number[]) =>
    values.reduce(
      (state, value) => pageHinkleyStep(state, value, { tolerance: 0.1, limit: 5 }),
      PAGE_HINKLEY_START,
    );
  const level = (height: number) => new Array<number>(40).fill(height);

  it("alarms on a lasting rise, not on a fall, a level or NaN", () => {
    const alarms = [
      [...level(0), ...level(1)],
      [...level(0), ...level(-1)],
      [...level(3), Number.NaN, ...level(3)],
    ].map((values) => run(values).alarm);
    expect(alarms).toEqual([true, false, false]);
  });
});

describe("hysteresisStep", () => {
  const changes = (signs: string) => {
    let state = HYSTERESIS_START;
    return [...signs]
      .map((sign) => {
        state = hysteresisStep(state, sign === "x");
        return state.change === "opened" ? "O" : state.change === "closed" ? "C" : ".";
      })
      .join("");
  };

  it("opens at three of five and closes after five clean checks", () => {
    expect(changes("x.x.x.....x....")).toBe("....O....C.....");
    expect(changes("x..x..x..x..x..")).toBe("...............");
  });

  it("stays one incident while the sign comes back in time", () => {
    expect(changes("xxx....x....x.....xx")).toBe("..O..............C..");
  });

  it("dates an incident to the first sign in its window", () => {
    const state = [true, false, false, true, true].reduce(
      (before, seen) => hysteresisStep(before, seen),
      HYSTERESIS_START,
    );
    expect([state.change, state.checksSinceSuspected]).toEqual(["opened", 4]);
  });
});
