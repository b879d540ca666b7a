import { expect, it } from "vitest";
import { formatPlace, placeTicks, placeWords } from "./places.ts";

it("writes elapsed time in its two largest units", () => {
  const texts = [0, 250, 1500, 72_000, 3_600_000, 5_460_000, 90_000_000].map((time) =>
    formatPlace(time, "relative"),
  );
  expect(texts).toEqual(["0 s", "250 ms", "1.5 s", "1 min 12 s", "1 h", "1 h 31 min", "1 d 1 h"]);
});

it("calls a place by its axis", () => {
  expect(placeWords(12_400, "step")).toBe("step 12,400");
  expect(placeWords(17, "index")).toBe("point 17");
  expect(placeWords(1500, "relative")).toBe("time 1.5 s");
});

it("ticks time in units that people count in", () => {
  expect(placeTicks("relative", [0, 100_000], 4)).toEqual([0, 30_000, 60_000, 90_000]);
  expect(placeTicks("relative", [0, 10 * 3_600_000], 5)).toEqual(
    [0, 2, 4, 6, 8, 10].filter((hours) => hours % 2 === 0).map((hours) => hours * 3_600_000),
  );
});

it("ticks the clock at round local times", () => {
  const start = new Date(2026, 10, 21, 14, 3, 7).getTime();
  const ticks = placeTicks("wall", [start, start + 20 * 60_000], 4);
  expect(ticks.map((tick) => new Date(tick).getMinutes() % 5)).toEqual([0, 0, 0, 0]);
});

it("ticks steps and points at whole numbers", () => {
  expect(placeTicks("index", [0, 4], 8)).toEqual([0, 1, 2, 3, 4]);
});
