/** Rows of several tags come in the order in which they were logged. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { inTimeOrder } from "./export-order.ts";

const wallTimesOf = fc.array(fc.array(fc.integer({ min: 0, max: 9 })), { maxLength: 8 });

test("rows of two tags come by wall time, and those of one time by tag", () => {
  const rows = [...inTimeOrder([Float64Array.of(1, 3), Float64Array.of(), Float64Array.of(1, 2)])];
  expect(rows.map(({ column, row }) => `${column}:${row}`)).toEqual(["0:0", "2:0", "2:1", "0:1"]);
});

test("a tag whose wall times go back keeps its own order", () => {
  const rows = [...inTimeOrder([Float64Array.of(5, 1, 6), Float64Array.of(4, 5.5)])];
  expect(rows.map(({ column, row }) => `${column}:${row}`)).toEqual(["1:0", "0:0", "0:1", "1:1", "0:2"]);
});

test("every row comes once, each tag in its order, whatever the wall times", () => {
  fc.assert(
    fc.property(wallTimesOf, (lists) => {
      const rows = [...inTimeOrder(lists.map((list) => Float64Array.from(list)))];
      const rowsOf = (tag: number) => rows.filter(({ column }) => column === tag).map(({ row }) => row);
      expect(lists.map((_, tag) => rowsOf(tag))).toEqual(lists.map((list) => list.map((_, row) => row)));
    }),
  );
});

test("where no tag goes back, wall times never do", () => {
  fc.assert(
    fc.property(wallTimesOf, (lists) => {
      const sorted = lists.map((list) => Float64Array.from(list).sort());
      const times = [...inTimeOrder(sorted)].map(({ column, row }) => sorted[column]?.[row] ?? Number.NaN);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    }),
  );
});
