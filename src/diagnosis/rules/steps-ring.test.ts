import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { stepsRing } from "./steps-ring.ts";

describe("steps-ring", () => {
  ruleTest(stepsRing, {
    "is suspected of gradients that turn back at each step": [{ cosine: steady(-0.9, 20) }, "suspected"],
    "is clear just above the threshold": [{ cosine: steady(-0.79, 20) }, "clear"],
    "is clear of single steps that turn back": [
      { cosine: Array.from({ length: 24 }, (_, at) => (at % 3 === 0 ? -0.95 : 0.1)) },
      "clear",
    ],
    "is clear while the data come nearer": [
      { cosine: [...steady(0.5, 12), ...steady(-0.9, 18)], distance: growing(100, 0.96, 30) },
      "clear",
    ],
    "closes when they no longer turn back": [
      { cosine: [...steady(-0.9, 16), ...steady(0.1, 14)] },
      "resolved",
    ],
    "cannot tell without cosines": [{ distance: steady(30, 20) }, "cannot tell"],
    "cannot tell from a short log": [{ cosine: steady(-0.9, 5) }, "cannot tell"],
    "cannot tell from NaN": [{ cosine: steady(Number.NaN, 20) }, "cannot tell"],
    "judges across a gap": [{ cosine: [...steady(-0.9, 12), null, null, ...steady(-0.9, 8)] }, "suspected"],
  });
});
