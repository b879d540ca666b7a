import { describe, expect, it } from "vitest";
import { seededNormal } from "../metrics/index.ts";
import { alignTo } from "./procrustes.ts";

const normal = seededNormal(5);
const reference = Float64Array.from({ length: 40 }, () => normal());

function moved(angle: number, isMirrored: boolean): Float64Array {
  const positions = new Float64Array(reference.length);
  for (let at = 0; at < positions.length; at += 2) {
    const [x, y] = [reference[at] ?? 0, (reference[at + 1] ?? 0) * (isMirrored ? -1 : 1)];
    positions[at] = Math.cos(angle) * x - Math.sin(angle) * y + 3;
    positions[at + 1] = Math.sin(angle) * x + Math.cos(angle) * y - 7;
  }
  return positions;
}

describe("alignTo", () => {
  for (const isMirrored of [false, true]) {
    it(`undoes a turn and a shift${isMirrored ? " of a mirror image" : ""}`, () => {
      const { positions, residual } = alignTo(reference, moved(2.1, isMirrored));
      expect(residual).toBeLessThan(1e-12);
      for (const [at, value] of reference.entries()) expect(positions[at]).toBeCloseTo(value, 12);
    });
  }

  it("says how far partners stay apart", () => {
    const line = Float64Array.from([-1, 0, 1, 0]);
    expect(alignTo(line, Float64Array.from([-2, 0, 2, 0])).residual).toBeCloseTo(1, 12);
  });
});
