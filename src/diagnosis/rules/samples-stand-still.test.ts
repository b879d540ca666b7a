import { describe, expect, it } from "vitest";
import { ramp, steady } from "../example.ts";
import { GameJudge } from "../game-judge.ts";
import { LOGISTIC, ruleTest } from "../testing/rule-test.ts";
import { samplesStandStill } from "./samples-stand-still.ts";

describe("samples-stand-still", () => {
  ruleTest(samplesStandStill, {
    "fires when the images stay the same": [
      { change: [...ramp(0.9, 0.3, 10), ...steady(0, 8)] },
      "confirmed",
    ],
    "is clear where the generator's gradient has gone: it starves": [
      { change: steady(0, 24), gradient: [...steady(0.1, 8), ...steady(1e-5, 16)] },
      "clear",
    ],
    "is confirmed where its gradient is there and its step is not taken": [
      { change: steady(0, 24), gradient: steady(0.1, 24), updates: [steady(0, 24)] },
      "confirmed",
    ],
    "is clear where its weights are trained: the images are saturated": [
      { change: steady(0, 24), updates: [steady(1e-4, 24)] },
      "clear",
    ],
    "is clear on slow learning": [{ change: steady(0.01, 24) }, "clear"],
    "is clear when one probe repeats another": [
      { change: [...steady(0.2, 14), 0, 0, ...steady(0.2, 8)] },
      "clear",
    ],
    "cannot tell without samples": [{}, "cannot tell"],
  });
  it.each([
    ["is clear of images logged at every step, which change by little from one to the next", 0.001, 0],
    ["fires on images logged at every step that do not change at all", 0, 1],
  ])("%s", (_, change, incidentCount) => {
    const judge = new GameJudge({ facts: LOGISTIC, rules: [samplesStandStill] });
    const steps = Array.from({ length: 60 }, (_, at) => at);
    const points = { steps, wallTimes: steps, values: steps.map(() => change) };
    judge.take("samples/change", { tag: "change", layer: "" }, points);
    expect(judge.outcomes()[0]?.incidents.length).toBe(incidentCount);
  });
});
