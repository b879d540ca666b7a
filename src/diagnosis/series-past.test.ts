import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SeriesPast } from "./series-past.ts";
import { WindowMaker } from "./windows.ts";

function windowsOf(values: readonly number[]) {
  const maker = new WindowMaker();
  const points = { steps: values.map((_, step) => step), wallTimes: values, values };
  return values.map((_, at) => maker.windowOf(points, at, at + 1));
}

describe("SeriesPast", () => {
  it("keeps extremes that lasted for two windows, of those before the one that is asked for", () => {
    const past = new SeriesPast(windowsOf([3, 9, 1, 2, 5, 5]));
    const highest = [0, 1, 2, 3, 4, 5].map((at) => past.highestBefore(at));
    expect(highest).toEqual([Number.NaN, Number.NaN, 3, 3, 3, 3]);
    expect(past.highestBefore(6)).toBe(5);
    expect([2, 4, 5].map((at) => past.lowestBefore(at))).toEqual([9, 2, 2]);
  });

  it("knows the highest level that was kept for ten windows", () => {
    const past = new SeriesPast(windowsOf([...Array(9).fill(3), 2, ...Array(10).fill(1), Number.NaN, 9]));
    expect([8, 9, 18, 19, 21].map((at) => past.highestKept(at))).toEqual([Number.NaN, 2, 2, 2, 2]);
  });

  it("knows the highest point up to and with a window", () => {
    const past = new SeriesPast(windowsOf([Number.NaN, 3, 1, 4, Number.NaN]));
    expect([4, 0, 1, 2, 3].map((at) => past.peakBy(at))).toEqual([4, Number.NaN, 3, 3, 4]);
  });

  it("knows when something other than 0 was first logged", () => {
    const past = new SeriesPast(windowsOf([0, 0, 4, 0]));
    expect([0, 1, 2, 3].map((at) => past.hasBegunBy(at))).toEqual([false, false, true, true]);
    expect(past.hasBegunBy(1)).toBe(false);
  });

  it("answers the same in whatever order it is asked", () => {
    const values = fc.array(fc.constantFrom(0, 1, 2, 5, Number.NaN), { minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.nat(7), (series, first) => {
        const windows = windowsOf(series);
        const [asked, fresh] = [new SeriesPast(windows), new SeriesPast(windows)];
        asked.highestBefore(series.length - 1);
        asked.hasBegunBy(series.length - 1);
        const answers = (past: SeriesPast) => [
          past.highestBefore(first),
          past.lowestBefore(first),
          past.hasBegunBy(first),
          past.baselineAt(first),
        ];
        expect(answers(asked)).toEqual(answers(fresh));
      }),
    );
  });
});

describe("WindowMaker", () => {
  it("takes median and range of what is finite, and counts the rest", () => {
    const values = [4, Number.NaN, 1, Number.POSITIVE_INFINITY, 3, 2];
    const points = { steps: values.map((_, step) => step), wallTimes: values, values };
    expect(new WindowMaker().windowOf(points, 0, 6)).toEqual({
      ...{ fromStep: 0, toStep: 5, median: 2.5, low: 1, high: 4 },
      ...{ pointCount: 6, nonFiniteCount: 2 },
    });
  });
});
