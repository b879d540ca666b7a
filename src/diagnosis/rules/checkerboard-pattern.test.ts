import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { checkerboardPattern } from "./checkerboard-pattern.ts";

describe("checkerboard-pattern", () => {
  ruleTest(checkerboardPattern, {
    "is confirmed from six standard errors": [{ pattern: steady(6, 12), energy: steady(1, 12) }, "confirmed"],
    "is clear just below": [{ pattern: steady(5.9, 12), energy: steady(2, 12) }, "clear"],
    "is clear of noise that merely exceeds smooth data": [
      { pattern: steady(21, 12), energy: steady(0.9, 12) },
      "clear",
    ],
    "is only suspected where the energy is not known": [{ pattern: steady(6, 12) }, "suspected"],
    "cannot tell from samples that are all the same": [
      { pattern: steady(9, 12), energy: steady(2, 12), diversity: steady(0.05, 12) },
      "cannot tell",
    ],
    "is clear of two odd probes": [{ pattern: [...steady(0, 10), 9, 9, ...steady(0, 5)] }, "clear"],
    "cannot tell from NaN": [{ pattern: steady(Number.NaN, 12) }, "cannot tell"],
    "cannot tell from a short log": [{ pattern: steady(9, 6) }, "cannot tell"],
    "cannot tell from samples that do not resemble the data": [
      {
        pattern: steady(9, 12),
        energy: steady(2, 12),
        diversity: steady(0.9, 12),
        distance: steady(0.5, 12),
      },
      "cannot tell",
    ],
  });
});
