/** Holds the comparison of successive steps to closed forms, and to saying nothing where a step was missed. */
import { describe, expect, it } from "vitest";
import { type LayerStep, type PlayerStep, StepLedger } from "./step-ledger.ts";

const of = (...values: number[]) => Float32Array.of(...values);

function stepOf(...layers: LayerStep[]): PlayerStep {
  return { player: "generator", layers, logs: { layers: true, direction: true } };
}

describe("StepLedger", () => {
  it("gives norms of the gradient, of the weight before and of its update", () => {
    const weights = { before: of(0, 5), after: of(3, 1) };
    const { norms, cosine } = new StepLedger().compare(
      0,
      stepOf({ layer: "a", gradient: of(3, 4), weights }),
    );
    expect(norms).toEqual([{ gradientNorm: 5, weightNorm: 5, updateNorm: 5 }]);
    expect(cosine).toBeNull();
  });

  it("takes weights that were left by the step before as those from which this one starts", () => {
    const ledger = new StepLedger();
    ledger.compare(6, stepOf({ layer: "a", gradient: of(1), weights: { before: of(1), after: of(2) } }));
    const next = ledger.compare(
      7,
      stepOf({ layer: "a", gradient: of(1), weights: { before: "as left", after: of(2.5) } }),
    );
    expect(next.norms).toEqual([{ gradientNorm: 1, weightNorm: 2, updateNorm: 0.5 }]);
  });

  it("gives the cosine over all layers together", () => {
    const ledger = new StepLedger();
    ledger.compare(0, stepOf({ layer: "a", gradient: of(1, 0) }, { layer: "b", gradient: of(1) }));
    const later = stepOf({ layer: "a", gradient: of(0, 1) }, { layer: "b", gradient: of(1) });
    expect(ledger.compare(1, later).cosine).toBeCloseTo(0.5, 12);
  });

  it("knows neither update nor cosine across a missed step", () => {
    const ledger = new StepLedger();
    const layer = { layer: "a", gradient: of(2), weights: { before: "as left", after: of(1) } } as const;
    ledger.compare(0, stepOf(layer));
    const { norms, cosine } = ledger.compare(2, stepOf(layer));
    expect(norms).toEqual([{ gradientNorm: 2 }]);
    expect(cosine).toBeNull();
  });

  it("has no direction for a gradient that is zero", () => {
    const ledger = new StepLedger();
    ledger.compare(0, stepOf({ layer: "a", gradient: of(0) }));
    expect(ledger.compare(1, stepOf({ layer: "a", gradient: of(1) })).cosine).toBeNaN();
  });
});
