/** Two samples of one law, drawn 1,000 times: chance levels, p-values and intervals keep their promises. */
import { describe, expect, it } from "vitest";
import { asinhEdges, countBetween } from "../../model/index.ts";
import {
  areaUnderCurve,
  calibrationSlope,
  discriminatorAccuracy,
  heldOutRatio,
  type Interval,
  jensenShannonDivergence,
  jensenShannonDivergenceOfHistograms,
  kolmogorovSmirnov,
  kullbackLeiblerDivergence,
  lossDecomposition,
  occupancy,
  realSignMean,
  type Scores,
  seededNormal,
  seededRandom,
  shuffledOrder,
  totalVariation,
  trainHeldOutAreaUnderCurve,
  wassersteinDistance,
} from "../index.ts";

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
