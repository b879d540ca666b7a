import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { lossScaleCollapses } from "./loss-scale-collapses.ts";

describe("loss-scale-collapses", () => {
  ruleTest(lossScaleCollapses, {
    "is suspected of eight halvings": [{ scale: [...steady(65_536, 8), ...steady(256, 6)] }, "suspected"],
    "is confirmed below 1": [{ scale: [...steady(65_536, 8), ...steady(0.5, 6)] }, "confirmed"],
    "is clear of seven": [{ scale: [...steady(65_536, 8), ...steady(512, 6)] }, "clear"],
    "is clear of a scale that finds its level from below": [{ scale: growing(1, 2, 14) }, "clear"],
    "cannot tell from NaN": [{ scale: steady(Number.NaN, 12) }, "cannot tell"],
  });
});
