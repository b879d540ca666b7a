/** Which steps a page shows, and which it asks for. */
import { expect, test } from "vitest";
import type { TagSummary } from "../../api/index.ts";
import { extentOf, roundedRange, windowOf } from "./visible-steps.ts";

function tag(firstStep: number, lastStep: number): TagSummary {
  return {
    tag: "t",
    kind: "scalar",
    plugin: "",
    displayName: "",
    description: "",
    points: 2,
    firstStep,
    lastStep,
    nonFinite: 0,
    role: "other",
    layer: "",
    roleConfidence: 0,
    roleReason: "",
  };
}

test("a run extends over the steps of all its tags", () => {
  expect(extentOf([tag(100, 900), tag(0, 500)])).toEqual({ from: 0, to: 900 });
});

test("after a restart the last step logged may lie before the first", () => {
  expect(extentOf([tag(500, 200)])).toEqual({ from: 200, to: 500 });
});

test("a run without points, or with one, can still be drawn", () => {
  expect(extentOf([])).toEqual({ from: 0, to: 1 });
  expect(extentOf([tag(7, 7)])).toEqual({ from: 7, to: 8 });
});

test("the whole run is asked for without bounds, so that the question stays the same while it grows", () => {
  expect(windowOf(null, 640)).toEqual({ maxBuckets: 640 });
});

test("a few pixels more or less ask the same question", () => {
  expect(windowOf(null, 501)).toEqual(windowOf(null, 640));
});

test("a zoomed view asks for a margin at the same resolution", () => {
  expect(windowOf({ from: 1000, to: 2000 }, 640)).toEqual({ fromStep: 750, toStep: 2250, maxBuckets: 960 });
});

test("a range that was dragged is of whole steps, and at least one wide", () => {
  expect(roundedRange({ from: 10.2, to: 19.1 })).toEqual({ from: 10, to: 20 });
  expect(roundedRange({ from: 10.2, to: 10.4 })).toEqual({ from: 10, to: 11 });
});
