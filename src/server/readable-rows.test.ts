import { expect, test } from "vitest";
import { ExplainedError } from "../model/index.ts";
import { readableRows } from "./readable-rows.ts";

const malformed = new ExplainedError({ code: "TFEVENTS_VALUE_MALFORMED", what: "", why: "", fix: "" });

/** Gives each row's tenfold, and fails where one of `broken` is among those asked for. */
function reading(broken: readonly number[], error: Error = malformed) {
  return async (rows: readonly number[]) => {
    if (rows.some((row) => broken.includes(row))) throw error;
    return rows.map((row) => row * 10);
  };
}

test("values that can all be read come together, in the order asked for", async () => {
  expect(await readableRows([3, 1], reading([]))).toEqual({ rows: [3, 1], values: [30, 10] });
});

test("one that is broken is left out, with its row", async () => {
  expect(await readableRows([1, 2, 3], reading([2]))).toEqual({ rows: [1, 3], values: [10, 30] });
});

test("where all are broken, why is said", async () => {
  await expect(readableRows([1, 2], reading([1, 2]))).rejects.toBe(malformed);
});

test("what is not about one value is passed on", async () => {
  const other = new Error("the disk is gone");
  await expect(readableRows([1, 2, 3], reading([3], other))).rejects.toBe(other);
});
