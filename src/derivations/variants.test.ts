import { describe, expect, it } from "vitest";
import { seededRandom } from "../metrics/index.ts";
import type { Histogram } from "../model/index.ts";
import {
  deriveFromLabelledOutputs,
  deriveFromLabels,
  deriveFromVariant,
  deriveFromWeights,
  measuredSamples,
} from "./index.ts";

const SIZE = 6;
const COUNT = 24;

/** Images whose every pixel is drawn by chance; `shared`: how much of each image another seed's has as well. */
function imagesOf(seed: number, shared = 0) {
  const [own, common] = [seededRandom(seed), seededRandom(1)];
  const values = Uint8Array.from({ length: COUNT * SIZE * SIZE }, () => {
    const [fresh, same] = [own(), common()];
    return 255 * (shared * same + (1 - shared) * fresh);
  });
  return measuredSamples({
    values,
    count: COUNT,
    width: SIZE,
    height: SIZE,
    channels: 1,
    range: { low: 0, high: 255 },
  });
}

const EDGES = [-1, -0.5, 0, 0.5, 1];
const histogramOf = (...counts: number[]): Histogram => ({
  lefts: Float64Array.from(EDGES.slice(0, -1)),
  rights: Float64Array.from(EDGES.slice(1)),
  counts: Float64Array.from(counts),
});

const byName = (values: ReturnType<typeof deriveFromVariant>) =>
  Object.fromEntries(values.map(({ metric, estimate }) => [metric, estimate.value]));

describe("deriveFromVariant", () => {
  it("is 0 where the label changes nothing, and 1 where it changes all", () => {
    const ignored = deriveFromVariant({ variant: "other-labels", beside: imagesOf(2), changed: imagesOf(2) });
    const minded = deriveFromVariant({ variant: "other-labels", beside: imagesOf(2), changed: imagesOf(3) });
    expect(byName(ignored)).toEqual({ "samples/label-effect": 0 });
    expect(byName(minded)["samples/label-effect"]).toBeCloseTo(1, 1);
  });

  it("measures training mode by the distance of two samples as well", () => {
    const values = byName(
      deriveFromVariant({ variant: "training-mode", beside: imagesOf(2, 0.5), changed: imagesOf(3, 0.5) }),
    );
    expect(values["samples/mode-effect"]).toBeGreaterThan(0.5);
    expect(values["samples/mode-effect"]).toBeLessThan(1);
  });

  it("holds averaged weights against real samples", () => {
    const values = deriveFromVariant({ variant: "average", beside: imagesOf(2), changed: imagesOf(3) });
    expect(Object.keys(byName(values))).toEqual(["samples/average-energy"]);
    expect(values[0]?.estimate).toMatchObject({ realCount: COUNT, fakeCount: COUNT });
  });

  it("says nothing of samples that are all alike", () => {
    const flat = measuredSamples({ ...imagesOf(2).images, values: new Uint8Array(COUNT * SIZE * SIZE) });
    expect(deriveFromVariant({ variant: "other-labels", beside: flat, changed: flat })).toEqual([]);
  });
});

describe("deriveFromLabels", () => {
  const marginOf = (margins: Histogram) =>
    deriveFromLabels(margins).map(({ metric, estimate }) => [metric, estimate.value]);

  it("is the root mean square of what the label changes", () => {
    const [[name, value] = []] = marginOf(histogramOf(2, 0, 0, 2));
    expect(name).toBe("outputs/label-margin");
    expect(value).toBeCloseTo(Math.sqrt((0.25 + 0.5 + 1) / 3), 12);
  });

  it("is the distance of outputs under both labels where those are logged", () => {
    const values = deriveFromLabelledOutputs(histogramOf(0, 4, 0, 0), histogramOf(0, 0, 4, 0));
    expect(values[0]?.estimate.value).toBeCloseTo(0.5, 12);
    expect(
      deriveFromLabelledOutputs(histogramOf(1, 2, 3, 0), histogramOf(1, 2, 3, 0))[0]?.estimate.value,
    ).toBe(0);
  });

  it("is 0 where the label changes nothing, on whichever side of 0 that is written", () => {
    for (const [left, right] of [
      [0, 0],
      [0, 0.1],
      [-0.1, 0],
      [-0.1, 0.1],
    ] as const) {
      const margins = {
        lefts: Float64Array.of(left),
        rights: Float64Array.of(right),
        counts: Float64Array.of(256),
      };
      expect(marginOf(margins)).toEqual([["outputs/label-margin", 0]]);
    }
  });
});

describe("deriveFromWeights", () => {
  const layer = { player: "generator", layer: "dense" } as const;

  it("is the root mean square, mass spread evenly in each bin", () => {
    const values = byName(deriveFromWeights(layer, { now: histogramOf(0, 0, 0, 5), before: null }));
    expect(values["weights/generator/dense"]).toBeCloseTo(Math.sqrt((0.25 + 0.5 + 1) / 3), 12);
  });

  it("has moved by 0 exactly where no bin has changed, and by a bin's width where all mass went one bin on", () => {
    const [still, moved] = [histogramOf(0, 3, 0, 0), histogramOf(0, 0, 3, 0)].map((now) =>
      byName(deriveFromWeights(layer, { now, before: histogramOf(0, 3, 0, 0) })),
    );
    expect(still?.["weight-change/generator/dense"]).toBe(0);
    expect(moved?.["weight-change/generator/dense"]).toBeCloseTo(0.5, 12);
  });
});
