/** What is drawn of a series: every extreme, every gap, every superseded stretch. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { viewOf } from "../../model/index.ts";
import { pathsOf, stepsOf } from "./polyline.ts";
import { view } from "./testing/view.ts";

const anyValue = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
/** Mostly forward, with restarts. */
const anySeries = fc.array(fc.tuple(fc.integer({ min: -40, max: 20 }), anyValue), {
  minLength: 1,
  maxLength: 300,
});

function seriesFrom(moves: readonly (readonly [number, number])[]): { steps: number[]; values: number[] } {
  let step = 0;
  const steps = moves.map(([move]) => {
    step = Math.max(0, step + (move < -35 ? move : Math.abs(move) % 20));
    return step;
  });
  return { steps, values: moves.map(([, value]) => value) };
}

describe("pathsOf", () => {
  it("has the extremes of the raw series among its vertices, at any resolution", () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 2, max: 64 }), (moves, maxBuckets) => {
        const { steps, values } = seriesFrom(moves);
        const finite = values.filter(Number.isFinite);
        fc.pre(finite.length > 0);
        const { current, ghost } = pathsOf(view(steps, values, maxBuckets));
        const drawn = [...current.values, ...ghost.values].filter((value) => !Number.isNaN(value));
        expect(Math.max(...drawn)).toBe(Math.max(...finite));
        expect(Math.min(...drawn)).toBe(Math.min(...finite));
      }),
      { seed: 99 },
    );
  });

  it("draws a one-step spike among 100,000 points at its own step and height", () => {
    const steps = Array.from({ length: 100_000 }, (_, i) => i);
    const values = steps.map((i) => (i === 43_210 ? 37 : Math.sin(i / 900)));
    const { current } = pathsOf(view(steps, values, 1000));
    const at = current.values.indexOf(37);
    expect(current.steps[at]).toBe(43_210);
  });

  it("never goes back in step inside a segment", () => {
    fc.assert(
      fc.property(
        fc.array(anyValue, { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 2, max: 32 }),
        (values, most) => {
          const { current } = pathsOf(view([...values.keys()], values, most));
          expect(current.steps).toEqual([...current.steps].sort((a, b) => a - b));
        },
      ),
      { seed: 5 },
    );
  });

  it("lifts the pen where a value is not finite", () => {
    const { current } = pathsOf(view([0, 1, 2, 3], [1, Number.NaN, 3, 4]));
    expect(current.values).toEqual([1, Number.NaN, 3, 4]);
  });

  it("keeps what a restart superseded as a ghost that leaves from the last step that holds", () => {
    const { current, ghost } = pathsOf(view([0, 1, 2, 3, 2, 3, 4], [10, 11, 12, 13, 22, 23, 24]));
    expect(current.values.filter(Number.isFinite)).toEqual([10, 11, 22, 23, 24]);
    expect([ghost.steps, ghost.values]).toEqual([
      [1, 2, 3, 3],
      [11, 12, 13, Number.NaN],
    ]);
  });

  it("bands only buckets of several points", () => {
    expect(pathsOf(view([0, 1, 2], [1, 2, 3])).bands).toEqual([]);
    const { bands } = pathsOf(view([0, 1, 2, 3], [5, 1, 2, 9], 2));
    expect([bands[0]?.mins, bands[0]?.maxs]).toEqual([
      [1, 2],
      [5, 9],
    ]);
  });
});

describe("stepsOf", () => {
  it("lists the steps that hold once, increasing, across a restart", () => {
    expect([...stepsOf(view([0, 1, 2, 3, 2, 3, 4], [0, 0, 0, 0, 0, 0, 0]))]).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("the smoothed line", () => {
  it("is there only when the view carries one", () => {
    const points = {
      steps: Float64Array.of(0, 1),
      wallTimes: Float64Array.of(0, 1),
      values: Float64Array.of(1, 2),
    };
    const query = { run: "r", tag: "t", maxBuckets: 10 };
    expect(pathsOf(viewOf(points, query)).smoothed).toBe(null);
    expect(pathsOf(viewOf(points, { ...query, smoothing: 0.5 })).smoothed?.values).toHaveLength(2);
  });

  it("lifts the pen at a value that is not finite and leaves out what a restart superseded", () => {
    const points = {
      steps: Float64Array.of(0, 1, 2, 1, 2),
      wallTimes: new Float64Array(5),
      values: Float64Array.of(1, Number.NaN, 3, 5, 5),
    };
    const view = viewOf(points, { run: "r", tag: "t", maxBuckets: 10, smoothing: 0.5 });
    const path = pathsOf(view).smoothed;
    expect([path?.steps, path?.values]).toEqual([
      [0, 0, 1, 2],
      [1, Number.NaN, 5, 5],
    ]);
  });
});
