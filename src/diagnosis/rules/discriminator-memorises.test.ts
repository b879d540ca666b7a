import { describe } from "vitest";
import { growing, ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { discriminatorMemorises } from "./discriminator-memorises.ts";

describe("discriminator-memorises", () => {
  ruleTest(discriminatorMemorises, {
    "is confirmed when training and held-out samples drift apart": [
      { heldOut: ramp(0.5, 0.65, 30) },
      "confirmed",
    ],
    "is only suspected while the distance to the data falls": [
      { heldOut: ramp(0.5, 0.7, 30), quality: growing(200, 0.95, 30) },
      "suspected",
    ],
    "is clear just below": [{ heldOut: [...steady(0.5, 10), ...steady(0.579, 20)] }, "clear"],
    "is clear of a held-out set that was different from the start": [{ heldOut: steady(0.65, 30) }, "clear"],
    "is suspected of signs that rise while samples get worse": [
      { sign: steady(0.85, 30), quality: ramp(30, 60, 30) },
      "suspected",
    ],
    "is clear of signs alone": [{ sign: steady(0.95, 30) }, "clear"],
    "is confirmed by mean outputs of held-out samples that lie where generated ones do": [
      { real: steady(2, 24), fake: steady(-1, 24), heldOutMean: [...ramp(2, -1, 10), ...steady(-1, 14)] },
      "confirmed",
    ],
    "suspects it half of the way": [
      { real: steady(2, 24), fake: steady(-1, 24), heldOutMean: steady(0.4, 24) },
      "suspected",
    ],
    "is clear of held-out samples beside those trained on": [
      { real: steady(2, 24), fake: steady(-1, 24), heldOutMean: steady(1.6, 24) },
      "clear",
    ],
    "is clear where outputs lie as near as one of them wanders": [
      {
        real: steady(0.1, 24),
        fake: steady(0, 24),
        heldOutMean: Array.from({ length: 24 }, (_, at) => (at % 2) / 5),
      },
      "clear",
    ],
    "cannot tell from NaN": [{ heldOut: steady(Number.NaN, 30) }, "cannot tell"],
    "cannot tell from a short log": [{ heldOut: ramp(0.5, 0.9, 6) }, "cannot tell"],
  });
});
