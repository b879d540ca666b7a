import { expect, it } from "vitest";
import { WindowedSeries } from "./windowed-series.ts";
import type { SeriesPoints } from "./windows.ts";

/** One point every `stepGap` steps, a hundredth of a second apart; its value is its number. */
function logged(count: number, stepGap: number): SeriesPoints {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return {
    steps: numbers.map((i) => i * stepGap),
    wallTimes: numbers.map((i) => i / 100),
    values: numbers,
  };
}

function part({ steps, wallTimes, values }: SeriesPoints, from: number, to: number): SeriesPoints {
  const of = (column: ArrayLike<number>) => Array.from(column).slice(from, to);
  return { steps: of(steps), wallTimes: of(wallTimes), values: of(values) };
}

function windowsOf(points: SeriesPoints, unit: "epoch" | "unknown" = "unknown") {
  const series = new WindowedSeries({ tag: "loss", layer: "" }, unit);
  series.append(points);
  return series.windows;
}

const lengthsOf = (count: number, stepGap: number) =>
  new Set(windowsOf(logged(count, stepGap)).map(({ pointCount }) => pointCount));

it("reads a long log in windows of 50 steps", () => {
  expect(lengthsOf(1600, 1)).toEqual(new Set([50]));
  expect(lengthsOf(200, 10)).toEqual(new Set([5]));
  expect(lengthsOf(40, 100)).toEqual(new Set([1]));
});

it("reads a short one in 16 to 32 shorter windows", () => {
  expect(windowsOf(logged(31, 1))).toHaveLength(31);
  expect(windowsOf(logged(95, 1))).toHaveLength(23);
  expect(windowsOf(logged(200, 1))).toHaveLength(25);
  expect(windowsOf(logged(512, 1))).toHaveLength(16);
  expect(windowsOf(logged(799, 1))).toHaveLength(24);
  expect(windowsOf(logged(800, 1))).toHaveLength(16);
});

it("reads epochs one by one, however many there are", () => {
  expect(windowsOf(logged(900, 1), "epoch")).toHaveLength(900);
});

it("comes to the same windows whatever the pieces in which the points arrive", () => {
  const points = logged(1000, 1);
  const series = new WindowedSeries({ tag: "loss", layer: "" }, "unknown");
  for (let from = 0; from < 1000; from += 37) {
    series.append(part(points, from, Math.min(1000, from + 37)));
    expect(series.windows).toEqual(windowsOf(part(points, 0, from + 37)));
  }
});

it("says when windows were made anew, and only then", () => {
  const points = logged(1000, 1);
  const series = new WindowedSeries({ tag: "loss", layer: "" }, "unknown");
  const joined: number[] = [];
  for (let at = 0; at < 1000; at++) {
    if (series.append(part(points, at, at + 1)) === "joined") joined.push(at + 1);
  }
  expect(joined).toEqual([32, 64, 128, 256, 512, 800]);
});
