import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { checkerboardPattern } from "./checkerboard-pattern.ts";

describe("checkerboard-pattern", () => {
  ruleTest(checkerboardPattern, {
    "is confirmed from six standard errors": [{ pattern: steady(6, 12) }, "confirmed"],
    "is clear just below": [{ pattern: steady(5.9, 12) }, "clear"],
    "is clear of two odd probes": [{ pattern: [...steady(0, 10), 9, 9, ...steady(0, 5)] }, "clear"],
    "cannot tell from NaN": [{ pattern: steady(Number.NaN, 12) }, "cannot tell"],
    "cannot tell from a short log": [{ pattern: steady(9, 6) }, "cannot tell"],
  });
});
