import { describe } from "vitest";
import { ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { samplesRepeat } from "./samples-repeat.ts";

describe("samples-repeat", () => {
  ruleTest(samplesRepeat, {
    "fires when varied samples come to repeat": [
      { repeats: [...steady(0.004, 12), ...ramp(0.02, 0.3, 8), ...steady(0.31, 8)] },
      "confirmed",
    ],
    "is clear on samples that differ": [{ repeats: steady(0.01, 26) }, "clear"],
    "is clear on data that repeat as much": [{ repeats: steady(0.3, 26), ofReal: steady(0.29, 26) }, "clear"],
    "is clear where samples lie near the data all the same": [
      { repeats: steady(0.2, 26), energy: steady(0.004, 26) },
      "clear",
    ],
    "is clear while repeats become fewer": [{ repeats: ramp(0.9, 0.12, 26) }, "clear"],
    "only suspects what has repeated from the start, for a while": [
      { repeats: steady(0.3, 16) },
      "suspected",
    ],
    "is confirmed of pictures that come again pixel for pixel, one a label, however near the data": [
      {
        repeats: steady(0.1, 14),
        twins: steady(1, 14),
        twinsOfReal: steady(0, 14),
        energy: steady(0.02, 14),
      },
      "confirmed",
    ],
    "is clear of data that are seen twice as often": [
      { repeats: steady(0.1, 14), twins: steady(0.6, 14), twinsOfReal: steady(0.5, 14) },
      "clear",
    ],
    "cannot tell in the first hundreds of steps, however many probes they hold": [
      { repeats: [0, 0, 0, ...steady(0.3, 3)] },
      "cannot tell",
    ],
    "cannot tell without samples": [{}, "cannot tell"],
  });
});
