/** The store contract: a view is what reducing the whole series would give. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { stepsAsNumbers, viewOf } from "../../model/index.ts";
import type { OpenStore } from "./contract.ts";
import { ingestOf, type Point, scalarTag } from "./ingests.ts";

/** More than a chunk of any engine, so that whole chunks fall inside, outside and across the asked range. */
const MANY_POINTS = 9_000;

const series = fc.record({
  length: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: MANY_POINTS / 2, max: MANY_POINTS })),
  restartEvery: fc.integer({ min: 3, max: MANY_POINTS * 2 }),
  stride: fc.integer({ min: 1, max: 7 }),
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
  shape: fc.constantFrom("one file", "two files in turn", "two files at once"),
});

const range = fc.option(fc.integer({ min: -10, max: MANY_POINTS * 7 }), { nil: undefined });
const question = fc.record({
  fromStep: range,
  toStep: range,
  maxBuckets: fc.constantFrom(1, 2, 10, 100, 1_000, MANY_POINTS),
});

export function contractOfViews(open: OpenStore): void {
  it("reduces to the same buckets as the whole series, for any series and question", async () => {
    await fc.assert(
      fc.asyncProperty(
        series,
        fc.array(question, { minLength: 1, maxLength: 6 }),
        async (made, questions) => {
          const store = await open();
          for (const [path, points] of filesOf(made)) {
            await store.append(ingestOf("a", path, scalarTag("loss", points)));
          }
          const { steps, wallTimes, values } = await store.scalars("a", "loss");
          expect(values).toHaveLength(made.length);
          const points = { steps: stepsAsNumbers(steps), wallTimes, values };
          for (const rest of questions) {
            const query = { run: "a", tag: "loss", ...rest };
            expect(await store.view(query)).toEqual(viewOf(points, query));
          }
        },
      ),
      { seed: 6886, numRuns: 25 },
    );
  });

  it("answers an unknown tag with no segments", async () => {
    const store = await open();
    expect(await store.view({ run: "a", tag: "loss", maxBuckets: 10 })).toEqual({
      run: "a",
      tag: "loss",
      bucketWidth: 0,
      pointCount: 0,
      totalPointCount: 0,
      segments: [],
    });
  });
}

type Made = typeof series extends fc.Arbitrary<infer T> ? T : never;

/** Two thirds into the series the values turn infinite once and NaN once. */
function filesOf({ length, restartEvery, stride, cut, shape }: Made): [string, Point[]][] {
  const badAt = Math.floor((length * 2) / 3);
  const points = Array.from({ length }, (_, i): Point => {
    const value = i === badAt ? Number.NaN : i === badAt - 1 ? Number.NEGATIVE_INFINITY : Math.sin(i * i);
    return [(i % restartEvery) * stride, 1000 + i, value];
  });
  const cutAt = Math.round(cut * length);
  switch (shape) {
    case "one file":
      return [
        ["/1", points.slice(0, cutAt)],
        ["/1", points.slice(cutAt)],
      ];
    case "two files in turn":
      return [
        ["/1", points.slice(0, cutAt)],
        ["/2", points.slice(cutAt)],
      ];
    case "two files at once":
      return [
        ["/1", points.filter((_, i) => i % 3 === 0)],
        ["/2", points.filter((_, i) => i % 3 !== 0)],
      ];
  }
}
