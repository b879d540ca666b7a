import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { discriminatorStopsAnswering } from "./discriminator-stops-answering.ts";

describe("discriminator-stops-answering", () => {
  ruleTest(discriminatorStopsAnswering, {
    "fires when outputs on real samples stand still and fakes are preferred": [
      discriminatorStopsAnswering.example,
      "confirmed",
    ],
    "is clear where the discriminator still ranks real samples higher": [
      { ...discriminatorStopsAnswering.example, auc: steady(0.62, 30) },
      "clear",
    ],
    "is clear where its outputs go on changing": [
      {
        ...discriminatorStopsAnswering.example,
        mean: Array.from({ length: 30 }, (_, probe) => (probe % 3) - 1),
      },
      "clear",
    ],
    "cannot tell without outputs": [{ auc: steady(0.1, 30) }, "cannot tell"],
  });
});
