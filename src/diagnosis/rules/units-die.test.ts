import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { unitsDie } from "./units-die.ts";

describe("units-die", () => {
  ruleTest(unitsDie, {
    "is confirmed from four fifths of a layer": [
      { generator: [steady(0.1, 12), steady(0.8, 12)] },
      "confirmed",
    ],
    "is suspected from half": [{ discriminator: [steady(0.5, 12)] }, "suspected"],
    "is clear just below": [{ generator: [steady(0.49, 12)] }, "clear"],
    "is clear of two odd probes": [
      { generator: [[...steady(0.1, 10), 0.9, 0.9, ...steady(0.1, 6)]] },
      "clear",
    ],
    "cannot tell from NaN": [{ generator: [steady(Number.NaN, 12)] }, "cannot tell"],
    "cannot tell from a short log": [{ generator: [steady(0.9, 6)] }, "cannot tell"],
  });
});
