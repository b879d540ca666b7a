import { expect, it } from "vitest";
import type { ScalarColumns } from "../model/index.ts";
import { summedColumns } from "./summed-columns.ts";

const columns = (...rows: readonly (readonly [step: number, value: number])[]): ScalarColumns => ({
  steps: BigInt64Array.from(rows, ([step]) => BigInt(step)),
  wallTimes: Float64Array.from(rows, ([step]) => 100 + step),
  values: Float64Array.from(rows, ([, value]) => value),
});
const rowsOf = ({ steps, values }: ScalarColumns) =>
  [...steps].map((step, row) => [Number(step), values[row] ?? Number.NaN]);

it("adds up two series at the steps that both have", () => {
  const sum = summedColumns(columns([0, 1], [10, 2], [20, 3]), columns([10, 0.5], [20, 0.25], [30, 9]));
  expect(rowsOf(sum)).toEqual([
    [10, 2.5],
    [20, 3.25],
  ]);
  expect([...sum.wallTimes]).toEqual([110, 120]);
});

it("adds a restarted run's rows to those of the same pass", () => {
  const restarted = summedColumns(
    columns([0, 1], [20, 3], [10, 4], [20, 5]),
    columns([0, 1], [10, 1], [5, 7], [10, 8], [20, 9]),
  );
  expect(rowsOf(restarted)).toEqual([
    [0, 2],
    [10, 12],
    [20, 14],
  ]);
});

it("keeps what is not a number, and gives nothing of nothing", () => {
  expect(rowsOf(summedColumns(columns([0, Number.NaN]), columns([0, 1])))).toEqual([[0, Number.NaN]]);
  expect(rowsOf(summedColumns(columns(), columns([0, 1])))).toEqual([]);
});
