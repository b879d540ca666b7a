import { expect, test } from "vitest";
import { viewOf } from "../../model/index.ts";
import { sampleCountWords } from "./sample-counts.ts";

function counts(values: readonly number[]) {
  const steps = Float64Array.from(values, (_, at) => at);
  return viewOf(
    { steps, wallTimes: steps, values: Float64Array.from(values) },
    { run: "a", tag: "t", maxBuckets: 100 },
  );
}

test("says n of each side, and both ends where it changes", () => {
  expect(sampleCountWords(counts([512, 512]), counts([64, 512]))).toBe("n 512 real, 64–512 generated");
});

test("says nothing of a side of which nothing is known", () => {
  expect(sampleCountWords(null, counts([8]))).toBe("n 8 generated");
  expect(sampleCountWords(null, null)).toBe("");
});
