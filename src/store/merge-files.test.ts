import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileOfLastRow, gatherInto, mergeFiles, wallTimeRangeOf } from "./merge-files.ts";

const merged = (...files: number[][]) => {
  const wallTimes = files.map((times) => Float64Array.from(times));
  const rows = wallTimes.reduce((sum, { length }) => sum + length, 0);
  return [...gatherInto(new Float64Array(rows), wallTimes, mergeFiles(wallTimes))];
};

describe("the order of rows from several files", () => {
  it("is one stretch a file where wall times do not overlap", () => {
    const files = [Float64Array.of(50, 60), Float64Array.of(10, 20), Float64Array.of(20, 30)];
    expect(mergeFiles(files)).toEqual([
      { file: 1, from: 0, to: 2 },
      { file: 2, from: 0, to: 2 },
      { file: 0, from: 0, to: 2 },
    ]);
  });

  it("is by wall time where they overlap, the file that began first first where they are equal", () => {
    const files = [Float64Array.of(1, 5, 5), Float64Array.of(2, 5, 6)];
    expect(mergeFiles(files)).toEqual([
      { file: 0, from: 0, to: 1 },
      { file: 1, from: 0, to: 1 },
      { file: 0, from: 1, to: 3 },
      { file: 1, from: 1, to: 3 },
    ]);
  });

  it("merges files that overlap only through a third", () => {
    expect(merged([1, 10], [9, 20], [19, 30])).toEqual([1, 9, 10, 19, 20, 30]);
  });

  it("never changes the order inside a file, though its clock goes back or says nothing", () => {
    expect(merged([5, 3, Number.NaN, 9], [4, 6])).toEqual([4, 5, 3, Number.NaN, 6, 9]);
    expect(merged([Number.NaN, 5, 9], [4, 6])).toEqual([4, Number.NaN, 5, 6, 9]);
  });

  it("has every row of every file once, and ends with the file that fileOfLastRow names", () => {
    const time = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(Number.NaN));
    const files = fc.array(fc.array(time, { minLength: 1, maxLength: 8 }), { maxLength: 5 });
    fc.assert(
      fc.property(files, (given) => {
        const wallTimes = given.map((times) => Float64Array.from(times));
        const stretches = mergeFiles(wallTimes);
        const next = given.map(() => 0);
        for (const { file, from, to } of stretches) {
          expect(from).toBe(next[file]);
          next[file] = to;
        }
        expect(next).toEqual(given.map(({ length }) => length));
        expect(fileOfLastRow(wallTimes.map(wallTimeRangeOf))).toBe(stretches.at(-1)?.file ?? -1);
      }),
      { seed: 6886, numRuns: 500 },
    );
  });
});
