import fc from "fast-check";
import { expect, it } from "vitest";
import { type SeriesView, viewOf } from "../model/index.ts";
import { PartsReader, PartsWriter, seriesAsJson } from "./series-wire.ts";

function view(tag: string, steps: readonly number[], values: readonly number[]) {
  const columns = {
    steps: Float64Array.from(steps),
    wallTimes: Float64Array.from(steps),
    values: Float64Array.from(values),
  };
  return viewOf(columns, { run: "run", tag, maxBuckets: 4 });
}

function sent(views: readonly SeriesView[], hasTimes = true): Uint8Array[] {
  const writer = new PartsWriter({ mark: "m", hasTimes });
  const parts = views.map((view) => writer.add({ view, keptRows: 0 }));
  return [...parts, writer.end()].filter((part) => part !== null);
}

function received(pieces: readonly Uint8Array[]): SeriesView[] {
  const reader = new PartsReader();
  const views = pieces.flatMap((piece) => reader.add(piece));
  reader.end();
  return views;
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
  expect(received(sent(VIEWS))).toEqual(VIEWS);
});

it("gives each series as soon as its part is there, however the bytes are cut", () => {
  const bytes = sent(VIEWS).flatMap((part) => [...part]);
  const cuts = fc.array(fc.nat(bytes.length), { maxLength: 20 });
  fc.assert(
    fc.property(cuts, (at) => {
      const ends = [...at, bytes.length].sort((a, b) => a - b);
      const pieces = ends.map((end, i) => Uint8Array.from(bytes.slice(ends[i - 1] ?? 0, end)));
      expect(received(pieces)).toEqual(VIEWS);
    }),
    { seed: 6886, numRuns: 30 },
  );
});

it("cuts a long answer into parts of bounded length, so that no side works at it in one piece", () => {
  const rows = Array.from({ length: 1000 }, (_, i) => i);
  const points = {
    steps: Float64Array.from(rows),
    wallTimes: Float64Array.from(rows),
    values: Float64Array.from(rows, Math.sin),
  };
  const views = rows.slice(0, 100).map((i) => viewOf(points, { run: `r${i}`, tag: "t", maxBuckets: 1000 }));
  const parts = sent(views);
  expect(parts.length).toBe(12);
  expect(received(parts.slice(0, 1)).length).toBe(9);
  expect(received(parts)).toEqual(views);
});

it("says so where an answer ends inside a part", () => {
  const [part] = sent(VIEWS);
  expect(() => received([part?.subarray(0, 50) ?? new Uint8Array()])).toThrow("ends 50 bytes into a part");
});

it("is JSON on request, with null where a value is not finite", () => {
  const [first] = VIEWS.map((view) => JSON.parse(JSON.stringify(seriesAsJson(view))));
  expect(first.segments[0].firsts).toEqual([10, null, 30]);
  expect(first.segments[0].masks).toEqual([0, 1, 0]);
});

it("carries the smoothed line and the steps beside places, where they were asked for", () => {
  const points = {
    steps: Float64Array.of(0, 0, 0),
    wallTimes: Float64Array.of(1, 2, 3),
    values: Float64Array.of(1, 2, 4),
  };
  const view = viewOf(points, { run: "r", tag: "t", maxBuckets: 9, axis: "index", smoothing: 0.5 });
  const [back] = received(sent([view]));
  expect(back?.segments[0]?.smoothed).toEqual(view.segments[0]?.smoothed);
  expect(back?.segments[0]?.atSteps).toEqual(Float64Array.of(0, 0, 0));
});

it("leaves wall times out on request, and everything else as it is", () => {
  const [view] = VIEWS;
  const [back] = received(sent(VIEWS.slice(0, 1), false));
  expect([...(back?.segments[0]?.firstWallTimes ?? [])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(back?.segments[0]?.lasts).toEqual(view?.segments[0]?.lasts);
});
