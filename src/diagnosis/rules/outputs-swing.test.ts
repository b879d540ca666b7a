import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { outputsSwing } from "./outputs-swing.ts";

const wandering = (height: number, count: number) =>
  Array.from({ length: count }, (_, probe) => (probe % 4 < 2 ? height : -height));

/** Outputs 0.3 wide that stay where they are. */
const still = (count: number, widthOfReals = 0.7) => ({
  auc: steady(0.6, count),
  occupancy: steady(0.7, count),
  meanReal: steady(0, count),
  meanFake: steady(0, count),
  spreadReal: steady(widthOfReals, count),
  spreadFake: steady(0.3, count),
});

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
    "suspects outputs that wander by as much as they are wide, once there was time to learn": [
      { ...still(30), meanFake: wandering(0.32, 30) },
      "suspected",
    ],
    "is clear just below": [{ ...still(30), meanFake: wandering(0.29, 30) }, "clear"],
    "is clear of that while there was little time": [
      { ...still(16), meanFake: wandering(0.32, 16) },
      "clear",
    ],
    "suspects it sooner of outputs in a narrow band": [
      { ...still(16, 0.8), meanFake: wandering(0.32, 16) },
      "suspected",
    ],
    "suspects at once what wanders many times its width": [
      { ...still(16), meanFake: wandering(1.4, 16) },
      "suspected",
    ],
    "is clear of what is told apart wherever it goes": [
      { ...still(30), meanFake: wandering(0.32, 30), auc: steady(0.95, 30) },
      "clear",
    ],
    "is clear of what goes where outputs on real samples go": [
      { ...still(30), meanFake: wandering(1, 30), meanReal: wandering(1, 30) },
      "clear",
    ],
    "cannot tell without outputs": [{}, "cannot tell"],
  });
});
