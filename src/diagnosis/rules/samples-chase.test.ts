import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { samplesChase } from "./samples-chase.ts";

describe("samples-chase", () => {
  ruleTest(samplesChase, {
    "is confirmed when samples jump and get no better": [
      { displacement: steady(0.8, 24), quality: steady(90, 24) },
      "confirmed",
    ],
    "is confirmed when features move as a whole": [
      { movement: steady(0.3, 24), quality: steady(90, 24) },
      "confirmed",
    ],
    "is clear of features that move less": [{ movement: steady(0.29, 24), quality: steady(90, 24) }, "clear"],
    "is clear while they get better": [
      { displacement: steady(0.8, 24), quality: growing(300, 0.95, 24) },
      "clear",
    ],
    "is clear just below": [{ displacement: steady(0.59, 24), quality: steady(90, 24) }, "clear"],
    "is suspected where the distance is not known": [{ displacement: steady(0.8, 24) }, "suspected"],
    "is clear of varied samples": [{ displacement: steady(0.8, 24), diversity: steady(0.9, 24) }, "clear"],
    "cannot tell from NaN": [{ displacement: steady(Number.NaN, 24) }, "cannot tell"],
    "cannot tell from a short log": [{ displacement: steady(0.9, 6) }, "cannot tell"],
    "is confirmed of few samples that are others each probe, far from the data": [
      { change: steady(0.9, 24), repeats: steady(0.5, 24), energy: steady(0.3, 24) },
      "confirmed",
    ],
    "is suspected of the same without real samples": [
      { change: steady(0.9, 24), repeats: steady(0.5, 24) },
      "suspected",
    ],
    "leaves few that change under a discriminator that is never fooled to another rule": [
      { change: steady(0.9, 24), repeats: steady(0.5, 24), auc: steady(1, 24) },
      "clear",
    ],
    "is suspected where it is fooled at times": [
      { change: steady(0.9, 24), repeats: steady(0.5, 24), auc: steady(0.99, 24) },
      "suspected",
    ],
    "is clear of many samples that change": [{ change: steady(0.9, 24), repeats: steady(0.01, 24) }, "clear"],
  });
});
