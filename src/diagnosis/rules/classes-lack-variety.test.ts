import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { classesLackVariety } from "./classes-lack-variety.ts";

describe("classes-lack-variety", () => {
  ruleTest(classesLackVariety, {
    "is confirmed of good samples around few real ones": [
      { precision: steady(0.9, 20), recall: steady(0.1, 20), missing: steady(0, 20) },
      "confirmed",
    ],
    "is suspected where classes are not known": [
      { precision: steady(0.9, 20), recall: steady(0.1, 20) },
      "suspected",
    ],
    "leaves missing classes to another rule": [
      { precision: steady(0.9, 20), recall: steady(0.1, 20), missing: steady(2, 20) },
      "clear",
    ],
    "leaves samples that are all alike to another rule": [
      { precision: steady(0.9, 20), recall: steady(0.1, 20), diversity: steady(0.69, 20) },
      "clear",
    ],
    "is clear just above the recall's threshold": [
      { precision: steady(0.9, 20), recall: steady(0.21, 20) },
      "clear",
    ],
    "is clear of poor samples": [{ precision: steady(0.79, 20), recall: steady(0.1, 20) }, "clear"],
    "is clear while variety grows": [{ precision: steady(0.9, 20), recall: ramp(0.01, 0.2, 20) }, "clear"],
    "cannot tell without recall": [{ precision: steady(0.9, 20) }, "cannot tell"],
  });
});
