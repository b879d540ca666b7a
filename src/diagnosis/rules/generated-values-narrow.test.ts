import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { generatedValuesNarrow } from "./generated-values-narrow.ts";

const healthy = (count: number) => ({
  spread: [steady(0.95, count)],
  occupancy: [steady(0.8, count)],
  distance: [steady(0.15, count)],
});

describe("generated-values-narrow", () => {
  ruleTest(generatedValuesNarrow, {
    "is confirmed of values that were wide": [
      {
        spread: [[...steady(0.9, 12), ...steady(0.3, 8)]],
        distance: [[...steady(0.2, 12), ...steady(0.8, 8)]],
      },
      "confirmed",
    ],
    "is suspected of values that were never wide, while they may still learn": [
      { spread: [steady(0.1, 16)], distance: [steady(1, 16)] },
      "suspected",
    ],
    "is confirmed of values that were never wide and come no nearer": [
      { spread: [steady(0.1, 40)], distance: [steady(1, 40)] },
      "confirmed",
    ],
    "goes on suspecting values that come nearer": [
      { spread: [steady(0.1, 40)], distance: [ramp(3, 0.5, 40)] },
      "suspected",
    ],
    "sees two points that lie far apart": [
      {
        ...healthy(20),
        occupancy: [[...steady(0.8, 12), ...steady(0.12, 8)]],
        distance: [[...steady(0.2, 12), ...steady(0.5, 8)]],
      },
      "confirmed",
    ],
    "is clear of values near the data that fill few bins": [
      { ...healthy(20), occupancy: [steady(0.12, 20)] },
      "clear",
    ],
    "is clear while one column is as wide as the data's": [
      { spread: [steady(0.1, 20), steady(0.9, 20)], distance: [steady(0.9, 20), steady(0.1, 20)] },
      "clear",
    ],
    "is clear just above": [{ spread: [steady(0.41, 20)], distance: [steady(1, 20)] }, "clear"],
    "is clear of a healthy game": [healthy(30), "clear"],
    "closes when they are wide again": [
      {
        spread: [[...steady(0.9, 10), ...steady(0.2, 6), ...steady(0.9, 8)]],
        distance: [[...steady(0.2, 10), ...steady(0.9, 6), ...steady(0.2, 8)]],
      },
      "resolved",
    ],
    "cannot tell of a log that is too short": [
      { spread: [steady(0.1, 4)], distance: [steady(1, 4)] },
      "cannot tell",
    ],
    "cannot tell without values of the data": [{}, "cannot tell"],
    "cannot tell from NaN": [
      { spread: [steady(Number.NaN, 20)], distance: [steady(Number.NaN, 20)] },
      "cannot tell",
    ],
  });
});
