import { expect, it } from "vitest";
import { chartViewOf, viewOf } from "../model/index.ts";
import { packSeries, seriesAsJson, unpackSeries } from "./series-wire.ts";

function view(tag: string, steps: readonly number[], values: readonly number[]) {
  const columns = {
    steps: Float64Array.from(steps),
    wallTimes: Float64Array.from(steps),
    values: Float64Array.from(values),
  };
  return viewOf(columns, { run: "run", tag, maxBuckets: 4 });
}

const VIEWS = [
  view("a", [1, 2, 3], [10, Number.NaN, 30]),
  view("restarted", [1, 2, 1, 2], [1, 2, 3, 4]),
  view("empty", [], []),
  view(
    "bucketed",
    Array.from({ length: 100 }, (_, i) => i),
    Array.from({ length: 100 }, (_, i) => i * i),
  ),
];

it("brings every series and segment back as it was sent", () => {
  expect(unpackSeries(packSeries(VIEWS).buffer)).toEqual(VIEWS);
});

it("is JSON on request, with null where a value is not finite", () => {
  const [first] = JSON.parse(JSON.stringify(seriesAsJson(VIEWS)));
  expect(first.segments[0].firsts).toEqual([10, null, 30]);
  expect(first.segments[0].masks).toEqual([0, 1, 0]);
});

it("carries the smoothed line and the steps beside places, where they were asked for", () => {
  const points = {
    steps: Float64Array.of(0, 0, 0),
    wallTimes: Float64Array.of(1, 2, 3),
    values: Float64Array.of(1, 2, 4),
  };
  const view = chartViewOf(points, { run: "r", tag: "t", maxBuckets: 9, axis: "index", smoothing: 0.5 });
  const [back] = unpackSeries(packSeries([view]).buffer);
  expect(back?.segments[0]?.smoothed).toEqual(view.segments[0]?.smoothed);
  expect(back?.segments[0]?.atSteps).toEqual(Float64Array.of(0, 0, 0));
});

it("leaves wall times out on request, and everything else as it is", () => {
  const [view] = VIEWS;
  const [back] = unpackSeries(packSeries(VIEWS.slice(0, 1), { hasTimes: false }).buffer);
  expect([...(back?.segments[0]?.firstWallTimes ?? [])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(back?.segments[0]?.lasts).toEqual(view?.segments[0]?.lasts);
});
