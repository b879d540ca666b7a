import { describe, expect, it } from "vitest";
import { asinhEdges, countBetween, type Histogram } from "../model/index.ts";
import { deriveFromOutputs, type OutputsAtStep } from "./index.ts";

const EDGES = asinhEdges(32, 20);
const binned = (values: readonly number[], edges = EDGES): Histogram => ({
  lefts: edges.subarray(0, -1),
  rights: edges.subarray(1),
  counts: countBetween(values, edges),
});
const REAL = [-0.5, 0.7, 1.5, 2.2, 3.1, 4, 5, 6];
const FAKE = [-6, -4, -3, -2, -1.5, -0.9, 0.4, 1.2];
const HELD_OUT = [-1, 0.2, 0.9, 1.1, 2.9, 3.5, 4.5, 7];

const valuesOf = (outputs: OutputsAtStep) =>
  Object.fromEntries(deriveFromOutputs(outputs).map(({ metric, estimate }) => [metric, estimate.value]));

const LOGITS = { threshold: 0, isLowOnReal: false, areProbabilities: false };

describe("what histograms of outputs tell", () => {
  it("is the same where outputs are low on real samples", () => {
    const negated = (values: readonly number[]) => binned(values.map((value) => -value));
    const usual = valuesOf({ real: binned(REAL), fake: binned(FAKE), heldOut: binned(HELD_OUT), ...LOGITS });
    const turned = valuesOf({
      ...LOGITS,
      real: negated(REAL),
      fake: negated(FAKE),
      heldOut: negated(HELD_OUT),
      isLowOnReal: true,
    });
    expect(Object.keys(turned)).toEqual(Object.keys(usual));
    for (const [metric, value] of Object.entries(usual)) expect(turned[metric], metric).toBeCloseTo(value, 9);
    expect(turned["outputs/accuracy/real"]).toBe(7 / 8);
    expect(turned["outputs/auc"]).toBeGreaterThan(0.9);
  });

  it("is told of probabilities by their middle, and without a slope that only logits have", () => {
    const edges = Float64Array.from({ length: 33 }, (_, edge) => edge / 32);
    const probability = (logit: number) => 1 / (1 + Math.exp(-logit));
    const values = valuesOf({
      real: binned(REAL.map(probability), edges),
      fake: binned(FAKE.map(probability), edges),
      heldOut: null,
      threshold: 0.5,
      isLowOnReal: false,
      areProbabilities: true,
    });
    expect(values["outputs/accuracy/real"]).toBe(7 / 8);
    expect(values["outputs/accuracy/fake"]).toBe(6 / 8);
    expect(Object.keys(values)).not.toContain("outputs/calibration-slope");
  });
});
