import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { nonFiniteValues } from "./non-finite-values.ts";

describe("non-finite-values", () => {
  ruleTest(nonFiniteValues, {
    "is confirmed at the first NaN": [{ discriminatorLoss: [1.3, Number.NaN] }, "confirmed"],
    "is confirmed of infinity": [{ generatorLoss: [1.3, Number.POSITIVE_INFINITY] }, "confirmed"],
    "sees it in any layer": [{ generatorGradients: [steady(0.1, 3), [0.1, Number.NaN, 0.1]] }, "confirmed"],
    "is clear of large numbers": [{ discriminatorLoss: steady(1e30, 3) }, "clear"],
    "is clear of a gap": [{ discriminatorLoss: [1.3, null, 1.2] }, "clear"],
    "closes after five finite values": [{ discriminatorLoss: [Number.NaN, ...steady(1.3, 5)] }, "resolved"],
    "cannot tell from nothing": [{}, "cannot tell"],
  });
});
