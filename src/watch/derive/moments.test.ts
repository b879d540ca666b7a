import { describe, expect, it } from "vitest";
import type { BlobIndex } from "../../store/index.ts";
import { momentsFrom, type Pairing } from "./moments.ts";

function rowsAt(...steps: readonly number[]): BlobIndex {
  const zeros = new Float64Array(steps.length);
  return {
    steps: BigInt64Array.from(steps, BigInt),
    wallTimes: Float64Array.from(steps),
    offsets: zeros,
    lengths: zeros,
    itemCounts: new Uint32Array(steps.length),
    paths: [],
    fileIndexes: new Uint32Array(steps.length),
  };
}

const EQUAL: Pairing = { needsEqualSteps: true, throughStep: 100n };
const LATEST: Pairing = { ...EQUAL, needsEqualSteps: false };
const pairs = (from: number, fake: BlobIndex, real: BlobIndex, pairing = EQUAL) =>
  momentsFrom(from, { real, fake, heldOut: null }, pairing).moments.map((moment) => [
    moment.fake,
    moment.real,
  ]);

describe("momentsFrom", () => {
  it("pairs rows of equal steps, and passes over those without a partner", () => {
    expect(pairs(0, rowsAt(1, 2, 3), rowsAt(1, 3))).toEqual([
      [0, 0],
      [2, 1],
    ]);
  });

  it("pairs with the latest real row before where steps need not be equal", () => {
    expect(pairs(0, rowsAt(1, 5, 10), rowsAt(3, 9), LATEST)).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it("takes of a step that a restarted run wrote again the later row", () => {
    expect(pairs(0, rowsAt(2), rowsAt(1, 2, 1, 2))).toEqual([[0, 3]]);
  });

  it("goes on where it stopped, and stops where a side may still come", () => {
    const [fake, real] = [rowsAt(1, 2, 3), rowsAt(1, 2, 3)];
    const first = momentsFrom(0, { real, fake, heldOut: null }, { ...EQUAL, throughStep: 2n });
    expect(first.nextRow).toBe(2);
    expect(pairs(first.nextRow, fake, real)).toEqual([[2, 2]]);
  });

  it("counts moments from the first row on, wherever it goes on", () => {
    const indexes = { real: rowsAt(2, 3, 4, 5), fake: rowsAt(1, 2, 3, 4, 5), heldOut: null };
    const placesFrom = (row: number) => {
      const { moments, total } = momentsFrom(row, indexes, EQUAL);
      return { places: moments.map(({ place }) => place), total };
    };
    expect(placesFrom(0)).toEqual({ places: [0, 1, 2, 3], total: 4 });
    expect(placesFrom(3)).toEqual({ places: [2, 3], total: 4 });
  });

  it("knows the held-out row of the step, and the generated row before", () => {
    const { moments } = momentsFrom(0, { real: rowsAt(1, 2), fake: rowsAt(1, 2), heldOut: rowsAt(2) }, EQUAL);
    expect(moments.map(({ heldOut, before }) => [heldOut, before])).toEqual([
      [null, null],
      [0, 0],
    ]);
  });
});
