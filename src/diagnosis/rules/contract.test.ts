import { describe, expect, it } from "vitest";
import { GameJudge } from "../game-judge.ts";
import { diagnosisOf, RULES, SIGNALS, type SignalId } from "../index.ts";
import type { Rule } from "../rule.ts";
import { judgeOf, LOGISTIC, saidOf, type Told } from "../testing/rule-test.ts";
import { PROBE_STEPS } from "../testing/series.ts";

/** Where a healthy logistic game settles, and how much it varies. */
const HEALTHY: Readonly<Partial<Record<SignalId, readonly [level: number, noise: number]>>> = {
  "preflight/F09": [0, 0],
  "preflight/F14": [0, 0],
  "preflight/F19": [0, 0],
  "preflight/F20": [0, 0],
  "preflight/F25": [0, 0],
  "generator/loss": [0.9, 0.15],
  "discriminator/loss": [1.2, 0.1],
  "discriminator/loss/real": [0.6, 0.06],
  "discriminator/loss/fake": [0.6, 0.06],
  "discriminator/accuracy/real": [0.65, 0.08],
  "discriminator/accuracy/fake": [0.65, 0.08],
  "generator/gradient-norm": [0.5, 0.1],
  "discriminator/gradient-norm": [0.4, 0.1],
  "generator/gradient-norm/layers": [0.3, 0.06],
  "discriminator/gradient-norm/layers": [0.2, 0.04],
  "generator/update-ratio/layers": [0.003, 0.0005],
  "discriminator/update-ratio/layers": [0.004, 0.0005],
  "generator/dead-units/layers": [0.06, 0.02],
  "discriminator/dead-units/layers": [0.07, 0.02],
  "generator/signal-at-samples": [2, 0.3],
  "penalty/gradient": [0.2, 0.05],
  "penalty/gradient-norm": [1, 0.05],
  "penalty/r1": [0.05, 0.01],
  "learning-rate/generator": [2e-4, 0],
  "learning-rate/discriminator": [2e-4, 0],
  "augmentation/probability": [0.3, 0.05],
  "mixed-precision/scale": [65_536, 0],
  "generator/spectral-norm/layers": [4, 0.05],
  "discriminator/spectral-norm/layers": [3, 0.05],
  "quality/frechet-distance": [30, 1],
  "quality/frechet-chance": [8, 0.2],
  "quality/kernel-distance": [0.02, 0.002],
  "outputs/auc": [0.7, 0.04],
  "outputs/jensen-shannon": [0.15, 0.02],
  "outputs/occupancy": [0.9, 0.05],
  "discriminator/output/real": [0.6, 0.05],
  "discriminator/output/held-out": [0.6, 0.05],
  "discriminator/output/fake": [0.4, 0.05],
  "outputs/mean/real": [0.6, 0.2],
  "outputs/mean/fake": [0.3, 0.2],
  "outputs/spread/real": [1, 0.1],
  "outputs/spread/fake": [1.2, 0.1],
  "outputs/wasserstein": [0.5, 0.1],
  "outputs/real-sign": [0.3, 0.1],
  "outputs/held-out-auc": [0.51, 0.02],
  "points/coverage": [0.97, 0.03],
  "points/precision": [0.75, 0.05],
  "points/spread-ratio": [0.98, 0.02],
  "points/area-ratio": [1.1, 0.05],
  "points/movement": [0.05, 0.03],
  "values/spread-ratio/columns": [0.97, 0.03],
  "values/occupancy/columns": [0.8, 0.05],
  "values/distance/columns": [0.15, 0.03],
  "values/movement/columns": [0.1, 0.03],
  "samples/diversity-ratio": [0.95, 0.03],
  "samples/energy": [0.005, 0.003],
  "samples/energy/by-luck": [0.008, 0.001],
  "samples/variety": [0.75, 0.03],
  "samples/variety/real": [0.77, 0.01],
  "samples/twins": [0, 0],
  "samples/twins/real": [0, 0],
  "samples/repeats": [0.003, 0.001],
  "samples/repeats/real": [0.002, 0.0003],
  "samples/contrast": [0.25, 0.01],
  "samples/span": [0.9, 0.01],
  "samples/roughness": [0.3, 0.02],
  "samples/change": [0.3, 0.05],
  "samples/displacement": [0.1, 0.03],
  "samples/range-excess": [0.005, 0.002],
  "samples/at-bound": [0.3, 0.02],
  "samples/saturated": [0.6, 0.02],
  "samples/checkerboard": [0, 1],
  "samples/checkerboard/fake": [0, 0.1],
  "features/diversity-ratio": [0.95, 0.03],
  "features/movement": [0.05, 0.01],
  "features/coverage": [0.9, 0.03],
  "features/precision": [0.8, 0.03],
  "features/recall": [0.7, 0.03],
  "features/missing-clusters": [0, 0],
  "features/offset-1": [0, 0.05],
  "features/offset-2": [0, 0.05],
  "features/copying": [0.3, 0.5],
  "outputs/label-margin": [0.6, 0.1],
  "generator/label-agreement": [0.9, 0.02],
  "samples/label-effect": [0.8, 0.05],
  "samples/mode-effect": [0.1, 0.02],
  "samples/average-energy": [0.004, 0.002],
  "quality/frechet-distance/average": [25, 1],
  "generator/weight-size/layers": [0.1, 0.005],
  "discriminator/weight-size/layers": [0.1, 0.005],
  "generator/weight-change/layers": [0.01, 0.001],
  "discriminator/weight-change/layers": [0.01, 0.001],
  "generator/gradient-cosine": [0, 0.1],
  "discriminator/gradient-cosine": [0, 0.1],
  "classes/missing": [0, 0],
  "classes/entropy": [2.25, 0.02],
};
const LENGTH = 120;
const SEEDS = [1, 2, 3, 4];
const MULTIPLIER = 16_807;
const MODULUS = 2 ** 31 - 1;

/** Sums of uniform numbers: near enough to normal, and the same on every machine. */
function noiseOf(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state * MULTIPLIER) % MODULUS;
    return state / MODULUS;
  };
  return () => uniform() + uniform() + uniform() - uniform() - uniform() - uniform();
}

function healthyOf(rule: Rule, seed: number): Told {
  const noise = noiseOf(seed * 7919);
  const series = ([level, height]: readonly [number, number]) =>
    Array.from({ length: LENGTH }, () => level + height * noise());
  return Object.fromEntries(
    Object.entries(rule.needs).flatMap(([name, { kind, signal }]) => {
      const healthy = HEALTHY[signal];
      if (healthy === undefined) return [];
      return [[name, kind === "layers" ? [series(healthy), series(healthy)] : series(healthy)]];
    }),
  );
}

const shownOf = (rule: Rule, told: Told) => JSON.stringify(diagnosisOf(judgeOf(rule, told).outcomes()));

it("has a healthy level for every signal that a rule reads", () => {
  const read = new Set(RULES.flatMap(({ needs }) => Object.values(needs).map(({ signal }) => signal)));
  expect([...read].filter((signal) => HEALTHY[signal] === undefined && signal in SIGNALS)).toEqual([]);
});

it("explains only rules that there are", () => {
  const known = RULES.map(({ id }) => id);
  expect(RULES.flatMap(({ explains = [] }) => explains).filter((id) => !known.includes(id))).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  it("fires on its example, with evidence within the data", () => {
    const facts = rule.id.startsWith("critic-") ? { ...LOGISTIC, lossFamily: "wasserstein" } : LOGISTIC;
    const { findings } = diagnosisOf(judgeOf(rule, rule.example, facts).outcomes());
    const longest = Math.max(...Object.values(rule.example).map((series) => [series ?? []].flat(1).length));
    expect(findings[0]?.state).toMatch(/confirmed|suspected/);
    expect(findings[0]?.evidence.length).toBeGreaterThan(0);
    for (const { fromStep, toStep, value } of findings[0]?.evidence ?? []) {
      expect(Number.isFinite(value)).toBe(true);
      expect(fromStep).toBeGreaterThanOrEqual(PROBE_STEPS / (rule.valuesAProbe ?? 1));
      expect(toStep).toBeLessThanOrEqual(Math.max(longest, LENGTH) * PROBE_STEPS);
    }
  });

  it("is silent on healthy series", () => {
    for (const seed of SEEDS) expect(saidOf(rule, healthyOf(rule, seed))).toBe("clear");
  });

  it("cannot tell from nothing, and says what to log", () => {
    const { cannotTell, verdict } = diagnosisOf(new GameJudge({ facts: LOGISTIC, rules: [rule] }).outcomes());
    expect(verdict).toBe("unknown");
    expect(cannotTell.map(({ logThis }) => logThis.length > 0)).toEqual([true]);
  });

  it("says the same twice, whatever the order of its series", () => {
    const told = Object.fromEntries(Object.entries(rule.example));
    const reversed = Object.fromEntries(Object.entries(rule.example).toReversed());
    expect(shownOf(rule, told)).toBe(shownOf(rule, reversed));
  });

  it("judges no differently when steps begin elsewhere", () => {
    const late = Object.fromEntries(
      Object.entries(rule.example).map(([name, series = []]) => [name, laterBy(20, series)]),
    );
    expect(saidOf(rule, late)).toBe(saidOf(rule, rule.example));
  });

  it("names thresholds that it shows for the side on which a symptom lies", () => {
    const named = Object.values(rule.shows).flatMap(({ against = [] }) => against);
    expect(named.filter((name) => !/AtMost$|AtLeast$|^patience/.test(name))).toEqual([]);
  });

  it("has a headline of at most eight words, and remedies to try", () => {
    expect(rule.headline.split(" ").length).toBeLessThanOrEqual(8);
    expect(rule.remedies.length).toBeGreaterThan(0);
  });
});

function laterBy(probes: number, series: readonly number[] | readonly (readonly number[])[]) {
  const nothing = Array.from({ length: probes }, () => null);
  const layers = series.filter((layer) => Array.isArray(layer));
  return layers.length > 0 ? layers.map((layer) => [...nothing, ...layer]) : [...nothing, ...series.flat()];
}
