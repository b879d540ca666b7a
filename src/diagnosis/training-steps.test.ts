import { describe, expect, it } from "vitest";
import { Reading } from "./reading.ts";
import { flat, PROBE_STEPS, probes } from "./testing/series.ts";
import { stepsOfTraining } from "./training-steps.ts";
import { WindowedSeries } from "./windowed-series.ts";
import type { StepUnit } from "./windows.ts";

function readingOf(probeCount: number, unit: StepUnit = "unknown"): Reading {
  const series = new WindowedSeries({ tag: "samples/energy", layer: "" }, unit);
  series.append(probes(flat(1, probeCount)));
  return new Reading(series, series.windows.length - 1);
}

describe("stepsOfTraining", () => {
  it("is counted from the first window of the longest series", () => {
    expect(stepsOfTraining([readingOf(4), null, readingOf(11)])).toBe(10 * PROBE_STEPS);
  });

  it("is not known of epochs, of which few are a long training", () => {
    expect(stepsOfTraining([readingOf(11, "epoch")], "epoch")).toBeNaN();
  });

  it("does not matter once there are sixty windows", () => {
    expect(stepsOfTraining([readingOf(59)])).toBe(58 * PROBE_STEPS);
    expect(stepsOfTraining([readingOf(60)])).toBeNaN();
  });

  it("is not known without a series", () => {
    expect(stepsOfTraining([null])).toBeNaN();
  });
});
