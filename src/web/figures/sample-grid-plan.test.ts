/** Where samples at the cursor and real ones stand. */
import { expect, it } from "vitest";
import { sampleGridGeometry } from "./sample-grid-plan.ts";

const digit = { width: 28, height: 28 };

it("has no place for real samples where there are none, and uses the room for generated ones", () => {
  const { real, generated } = sampleGridGeometry(
    { generated: { count: 64, picture: digit }, real: { count: 0, picture: null } },
    1100,
  );
  expect(real).toBe(null);
  expect(generated.tile).toEqual({ width: 56, height: 56 });
});

it("enlarges a single mosaic by whole pixels to the room it has", () => {
  const { generated } = sampleGridGeometry(
    { generated: { count: 1, picture: { width: 130, height: 34 } }, real: { count: 0, picture: null } },
    1100,
  );
  expect(generated.tile).toEqual({ width: 910, height: 238 });
});

it("keeps the words above small grids apart", () => {
  const { generated, real } = sampleGridGeometry(
    { generated: { count: 1, picture: { width: 400, height: 300 } }, real: { count: 1, picture: digit } },
    800,
  );
  expect((real?.left ?? 0) - generated.left).toBeGreaterThanOrEqual(210);
});

it("stacks the grids on a narrow card, the real one below the generated one", () => {
  const { generated, real, height } = sampleGridGeometry(
    { generated: { count: 4, picture: digit }, real: { count: 4, picture: digit } },
    360,
  );
  expect(real?.left).toBe(generated.left);
  expect(real?.top ?? 0).toBeGreaterThan(generated.top + 2 * generated.tile.height);
  expect(height).toBeGreaterThan((real?.top ?? 0) + 2 * 28);
});
