import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { trainingDataCopied } from "./training-data-copied.ts";

describe("training-data-copied", () => {
  ruleTest(trainingDataCopied, {
    "is confirmed of samples nearer than new data": [{ copying: steady(-3, 12) }, "confirmed"],
    "is clear just above": [{ copying: steady(-2.9, 12) }, "clear"],
    "is clear of two odd probes": [{ copying: [...steady(0, 10), -5, -5, ...steady(0, 6)] }, "clear"],
    "cannot tell from NaN": [{ copying: steady(Number.NaN, 12) }, "cannot tell"],
    "cannot tell from a short log": [{ copying: steady(-9, 6) }, "cannot tell"],
    "is clear where most of the data have no sample near": [
      { copying: steady(-5, 12), coverage: steady(0.1, 12) },
      "clear",
    ],
  });
});
