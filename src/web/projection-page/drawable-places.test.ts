import { expect, test } from "vitest";
import { drawablePlaces } from "./drawable-places.ts";

const REAL = Float64Array.of(0, 0);
const GENERATED = Float64Array.of(1, 2, 3, 4);

test("on the way the last step is drawn", () => {
  const places = { realPositions: REAL, generatedPositions: GENERATED, stepCount: 2 };
  expect(drawablePlaces({ kind: "progress", places }, () => null, 90)).toEqual({
    realPositions: REAL,
    generatedPositions: [Float64Array.of(3, 4)],
    places: Float64Array.of(90),
  });
  expect(drawablePlaces({ kind: "progress", places: null }, () => null, 90)).toBeNull();
});
