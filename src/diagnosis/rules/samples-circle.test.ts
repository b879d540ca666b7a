import { describe } from "vitest";
import { cycling, growing, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { samplesCircle } from "./samples-circle.ts";

const swings = (height: number, probes: number) => cycling({ level: 0, height, period: 6 }, probes);

describe("samples-circle", () => {
  ruleTest(samplesCircle, {
    "is confirmed of swings that get no smaller": [{ first: swings(1, 40) }, "confirmed"],
    "is confirmed of swings along the other direction": [
      { first: steady(0.01, 40), second: swings(1, 40) },
      "confirmed",
    ],
    "is clear of swings that get smaller": [
      { first: growing(1, 0.9, 40).map((size, at) => size * (at % 4 < 2 ? 1 : -1)) },
      "clear",
    ],
    "is clear of swings that stay near": [{ first: swings(0.4, 40) }, "clear"],
    "is clear of samples that stay far on one side": [
      { first: cycling({ level: 2, height: 1, period: 6 }, 40) },
      "clear",
    ],
    "is clear of one lone leap": [
      { first: [...swings(0.1, 20), 3, ...swings(0.1, 20)], diversity: steady(0.9, 41) },
      "clear",
    ],
    "leaves few samples that hop to another rule": [
      { first: swings(1, 40), diversity: steady(0.2, 40) },
      "clear",
    ],
    "closes when they settle": [{ first: [...swings(1, 30), ...swings(0.1, 24)] }, "resolved"],
    "is clear of a log too short for two swings": [{ first: swings(1, 12) }, "clear"],
    "is clear of NaN": [{ first: steady(Number.NaN, 40) }, "clear"],
    "judges across a gap": [{ first: [...swings(1, 18), null, null, null, ...swings(1, 18)] }, "confirmed"],
  });
});
