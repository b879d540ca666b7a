import { expect, it } from "vitest";
import { extentOnAxis } from "./comparison-extent.ts";

const runs = [
  { lastStep: 100, firstWallTime: 1000, lastWallTime: 1010 },
  { lastStep: 250, firstWallTime: 1005, lastWallTime: 1007 },
  { lastStep: null, firstWallTime: null, lastWallTime: null },
];
const tags = [{ points: 40 }, { points: 7 }];

it("reaches as far as the longest run, on each axis in its own measure", () => {
  expect(extentOnAxis("step", runs, tags)).toEqual({ from: 0, to: 250 });
  expect(extentOnAxis("index", runs, tags)).toEqual({ from: 0, to: 39 });
  expect(extentOnAxis("relative", runs, tags)).toEqual({ from: 0, to: 10_000 });
  expect(extentOnAxis("wall", runs, tags)).toEqual({ from: 1_000_000, to: 1_010_000 });
});
