import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { modesAreMissing } from "./modes-are-missing.ts";

describe("modes-are-missing", () => {
  ruleTest(modesAreMissing, {
    "is confirmed of classes that were there and are gone": [
      { missing: [...steady(0, 10), ...steady(2, 16)] },
      "confirmed",
    ],
    "is clear of classes that may still come": [{ missing: steady(3, 40) }, "clear"],
    "is confirmed of classes that do not come": [{ missing: steady(1, 70) }, "confirmed"],
    "is clear while they come": [{ missing: ramp(9, 1, 70) }, "clear"],
    "is only suspected of classes that coverage does not miss": [
      { missing: [...steady(0, 10), ...steady(2, 16)], coverage: steady(0.9, 26) },
      "suspected",
    ],
    "is confirmed of varied samples that stay far from the data": [
      {
        coverage: steady(0.3, 24),
        precision: steady(0.2, 24),
        diversity: steady(0.6, 24),
        distance: steady(0.5, 24),
        chance: steady(0.05, 24),
      },
      "confirmed",
    ],
    "is confirmed of a cluster of the data that stays without samples": [
      { clusters: [...steady(0, 20), ...steady(1, 12)], distance: steady(0.5, 32), chance: steady(0.02, 32) },
      "confirmed",
    ],
    "is clear of a cluster that single probes miss": [
      { clusters: [...steady(0, 20), 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1] },
      "clear",
    ],
    "is clear of clusters that may still come": [{ clusters: steady(2, 19) }, "clear"],
    "is clear while clusters come, or the data come nearer": [
      { clusters: ramp(8, 1, 40), distance: steady(0.5, 40) },
      "clear",
    ],
    "is confirmed of a missing cluster where distances fall below what chance gives": [
      { clusters: steady(1, 40), distance: ramp(0.02, 0.002, 40), chance: steady(0.03, 40) },
      "confirmed",
    ],
    "leaves samples that jump about to other rules": [
      { coverage: steady(0.1, 70), precision: steady(0.5, 70), movement: steady(4, 70) },
      "clear",
    ],
    "leaves few samples to other rules": [{ clusters: steady(6, 40), diversity: steady(0.2, 40) }, "clear"],
    "is suspected of low coverage alone": [{ coverage: steady(0.5, 70) }, "suspected"],
    "is clear just above": [{ coverage: steady(0.51, 70) }, "clear"],
    "cannot tell from a short log": [{ missing: steady(3, 6) }, "cannot tell"],
    "cannot tell from NaN": [{ missing: steady(Number.NaN, 70) }, "cannot tell"],
  });
});
