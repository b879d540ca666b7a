import fc from "fast-check";
import { expect, it } from "vitest";
import { type SeriesView, viewOf } from "../model/index.ts";
import type { SentSeries } from "./series-part.ts";
import { formatKnownRows, knownRowsOf, parseKnownRows, unchangedRows } from "./series-tail.ts";
import { PartsReader, PartsWriter } from "./series-wire.ts";

function view(steps: readonly number[], values: readonly number[], maxBuckets: number) {
  const columns = {
    steps: Float64Array.from(steps),
    wallTimes: Float64Array.from(steps, (_, i) => 1.5 * i),
    values: Float64Array.from(values),
  };
  return viewOf(columns, { run: "r", tag: "t", maxBuckets });
}

function broughtBack(sent: SentSeries, known: SeriesView | null): SeriesView[] {
  const writer = new PartsWriter({ mark: "m", hasTimes: true });
  const parts = [writer.add(sent), writer.end()];
  const reader = new PartsReader(() => known);
  return parts.flatMap((part) => (part === null ? [] : reader.add(part)));
}

const anyLog = fc.array(
  fc.record({
    step: fc.integer({ min: 0, max: 40 }),
    value: fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
  }),
  { minLength: 1, maxLength: 80 },
);

it("gives the page the same view as if everything had been sent, whatever was logged between", () => {
  fc.assert(
    fc.property(anyLog, fc.nat(80), fc.integer({ min: 1, max: 30 }), (log, before, maxBuckets) => {
      const [steps, values] = [log.map(({ step }) => step), log.map(({ value }) => value)];
      const old = view(steps.slice(0, before), values.slice(0, before), maxBuckets);
      const grown = view(steps, values, maxBuckets);
      const keptRows = unchangedRows(grown, parseKnownRows(formatKnownRows(knownRowsOf(old))));
      expect(broughtBack({ view: grown, keptRows }, old)).toEqual([grown]);
    }),
  );
});

it("leaves behind all rows but the last when one point was added", () => {
  const old = view([0, 1, 2], [5, 6, 7], 100);
  expect(unchangedRows(view([0, 1, 2, 3], [5, 6, 7, 8], 100), knownRowsOf(old))).toBe(2);
});

it("sends everything where a known row is no longer what it was, or the buckets got wider", () => {
  const old = view([0, 1, 2], [5, 6, 7], 100);
  expect(unchangedRows(view([0, 1, 2, 3], [5, 0, 7, 8], 100), knownRowsOf(old))).toBe(0);
  expect(unchangedRows(view([0, 1, 2, 3], [5, 6, 7, 8], 2), knownRowsOf(old))).toBe(0);
});

it("reads nothing but what it writes", () => {
  for (const text of ["", "1:2", "1:2:3:4", "a:2:3", "-1:2:3", "1::3"])
    expect(parseKnownRows(text)).toBe(null);
  expect(parseKnownRows("1:2:3")).toEqual({ rows: 1, bucketWidth: 2, check: 3 });
});

it("takes a series that is only named from what the page has", () => {
  const known = view([0, 1, 2], [5, 6, 7], 100);
  expect(broughtBack({ view: null, run: "r", tag: "t" }, known)).toEqual([known]);
});

it("refuses an answer that continues rows it does not have", () => {
  const grown = view([0, 1, 2], [5, 6, 7], 100);
  expect(() => broughtBack({ view: grown, keptRows: 2 }, null)).toThrow("continues 2 rows");
  expect(() => broughtBack({ view: null, run: "r", tag: "t" }, null)).toThrow("leaves out t");
});
