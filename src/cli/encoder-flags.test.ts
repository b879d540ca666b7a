import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { encoderFlags } from "./encoder-flags.ts";

const MODEL = fileURLToPath(new URL("../../fixtures/onnx/channels-first.onnx", import.meta.url));

describe("encoderFlags", () => {
  it("reads file, range and output", () => {
    const typed = { encoder: MODEL, "encoder-range": "-1, 1", "encoder-output": "features" };
    expect(encoderFlags(typed)).toEqual({ path: MODEL, range: { low: -1, high: 1 }, output: "features" });
    expect(encoderFlags({})).toBeUndefined();
  });

  it("refuses a missing file, and a range that is missing, reversed or no pair of numbers", () => {
    expect(() => encoderFlags({ encoder: "nowhere.onnx", "encoder-range": "0,1" })).toThrow(
      /There is no file nowhere.onnx/,
    );
    expect(() => encoderFlags({ encoder: MODEL })).toThrow(/--encoder needs a range/);
    for (const range of ["1,0", "0", "0,1,2", "a,b", ",1"])
      expect(() => encoderFlags({ encoder: MODEL, "encoder-range": range })).toThrow(
        `--encoder-range ${range} is not a range.`,
      );
  });

  it("refuses the range of no encoder", () => {
    expect(() => encoderFlags({ "encoder-range": "0,1" })).toThrow(/Add --encoder FILE.onnx/);
  });
});
