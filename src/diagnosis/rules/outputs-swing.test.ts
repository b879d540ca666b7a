import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { outputsSwing } from "./outputs-swing.ts";

describe("outputs-swing", () => {
  ruleTest(outputsSwing, {
    "fires when all samples jump from side to side": [
      { ...outputsSwing.example, diversity: steady(0.2, 30) },
      "confirmed",
    ],
    "suspects it from outputs alone": [outputsSwing.example, "suspected"],
    "is clear on samples as varied as the data": [
      { ...outputsSwing.example, diversity: steady(0.95, 30) },
      "clear",
    ],
    "is clear on outputs that lie among the real ones": [
      { ...outputsSwing.example, occupancy: steady(0.8, 30) },
      "clear",
    ],
    "is clear where outputs stay on one side": [{ ...outputsSwing.example, auc: steady(0.9, 30) }, "clear"],
    "cannot tell without outputs": [{}, "cannot tell"],
  });
});
