import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { noiseIsIgnored } from "./noise-is-ignored.ts";

describe("noise-is-ignored", () => {
  ruleTest(noiseIsIgnored, {
    "is confirmed of samples that are all the same": [{ diversity: steady(0.05, 12) }, "confirmed"],
    "sees it in features where pixels differ": [
      { diversity: steady(0.5, 12), features: steady(0.01, 12) },
      "confirmed",
    ],
    "is clear just above the threshold": [{ diversity: steady(0.051, 12) }, "clear"],
    "is clear of two odd probes": [{ diversity: [...steady(0.9, 10), 0, 0, ...steady(0.9, 5)] }, "clear"],
    "cannot tell from a short log": [{ diversity: steady(0, 4) }, "cannot tell"],
    "cannot tell from NaN": [{ diversity: steady(Number.NaN, 12) }, "cannot tell"],
    "is confirmed without real samples of one image over and over": [
      { variety: steady(0.02, 16), contrast: steady(0.3, 16) },
      "confirmed",
    ],
    "is confirmed without real samples of a flat colour": [{ contrast: steady(0.001, 16) }, "confirmed"],
    "is clear without real samples of images that differ": [
      { variety: steady(0.7, 16), contrast: steady(0.3, 16) },
      "clear",
    ],
    "believes a comparison with real samples": [
      { variety: steady(0.02, 16), contrast: steady(0.3, 16), diversity: steady(0.9, 16) },
      "clear",
    ],
  });
});
