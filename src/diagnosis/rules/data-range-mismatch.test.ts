import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { dataRangeMismatch } from "./data-range-mismatch.ts";

describe("data-range-mismatch", () => {
  ruleTest(dataRangeMismatch, {
    "is confirmed when the range was never reached": [{ excess: steady(0.5, 20) }, "confirmed"],
    "is clear of a generator that has just begun": [{ excess: steady(0.9, 8) }, "clear"],
    "is clear once the range is reached": [{ excess: [...steady(0.84, 6), ...steady(0, 12)] }, "clear"],
    "is clear just below the threshold": [{ excess: steady(0.24, 30) }, "clear"],
    "is only suspected where the range was reached before": [
      { excess: [...steady(0.01, 16), ...steady(0.5, 6)] },
      "suspected",
    ],
    "is clear of a short log": [{ excess: steady(0.9, 6) }, "clear"],
    "is confirmed by the seventh set of a hundred steps": [
      { excess: Array.from({ length: 13 }, (_, probe) => (probe % 2 === 0 ? 0.87 : null)) },
      "confirmed",
    ],
    "cannot tell from pictures that are normalised one by one": [
      { excess: steady(0, 30), span: steady(1, 30) },
      "cannot tell",
    ],
    "is clear of pictures that are not": [{ excess: steady(0, 30), span: [0.4, ...steady(1, 29)] }, "clear"],
    "is confirmed of a range that was never reached, however wide": [
      { excess: steady(0.5, 30), span: steady(1, 30) },
      "confirmed",
    ],
    "is confirmed where values press against a bound": [
      { excess: steady(0.5, 20), atBound: steady(0.6, 20) },
      "confirmed",
    ],
    "is clear where they thin out short of the data's range: nothing keeps them": [
      { excess: steady(0.5, 20), atBound: steady(0.01, 20) },
      "clear",
    ],
    "cannot tell from NaN": [{ excess: steady(Number.NaN, 20) }, "cannot tell"],
  });
});
