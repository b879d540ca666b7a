/** The band holds what the buckets hold. */
import { expect, it } from "vitest";
import { intervalBands } from "./interval-band.ts";
import { view } from "./testing/view.ts";

const STEPS = Array.from({ length: 1000 }, (_, step) => step);

it("reaches the greatest upper and the least lower end at every resolution", () => {
  const low = STEPS.map((step) => (step === 321 ? -9 : Math.sin(step)));
  const high = STEPS.map((step) => (step === 654 ? 12 : 2 + Math.sin(step)));
  for (const maxBuckets of [8, 100, 4000]) {
    const [band, ...others] = intervalBands(view(STEPS, low, maxBuckets), view(STEPS, high, maxBuckets));
    expect(others).toEqual([]);
    expect(Math.min(...(band?.lower.values ?? []))).toBe(-9);
    expect(Math.max(...(band?.upper.values ?? []))).toBe(12);
    expect([band?.upper.steps[0], band?.upper.steps.at(-1)]).toEqual([0, 999]);
  }
});

it("begins anew where a restart went back, without what it superseded", () => {
  const steps = [0, 1, 2, 3, 2, 3];
  const bands = intervalBands(view(steps, [0, 0, 0, 0, 5, 5]), view(steps, [1, 1, 1, 1, 6, 6]));
  expect(bands).toEqual([
    { lower: { steps: [0, 1], values: [0, 0] }, upper: { steps: [0, 1], values: [1, 1] } },
    { lower: { steps: [2, 3], values: [5, 5] }, upper: { steps: [2, 3], values: [6, 6] } },
  ]);
});
