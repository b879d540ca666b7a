import { describe, expect, it } from "vitest";
import { sampleMatrix } from "../metrics/index.ts";
import { pattern, REFERENCE } from "../metrics/samples/testing/reference.ts";
import { comparisonOf, type EncodedSamples, encoderOfTag, loggedFeatures } from "./index.ts";
import { preparedImage } from "./prepare-input.ts";
import { resizeBilinear } from "./resize.ts";

const INPUT = {
  width: 28,
  height: 28,
  channels: 1,
  range: { low: 0, high: 1 },
  resize: "antialiased-bilinear",
} as const;

function samples(count: number, changes: Partial<EncodedSamples["encoder"]> = {}): EncodedSamples {
  const features = sampleMatrix(new Float32Array(count * 2), count, 2);
  return {
    encoder: { name: "a", weightsHash: "1f", input: INPUT, ...changes },
    features,
    probabilities: null,
  };
}

describe("resizeBilinear", () => {
  it.each(REFERENCE.resized)(
    "agrees with PIL from $height × $width to $toHeight × $toWidth",
    ({ height, width, toHeight, toWidth, values }) => {
      const image = { width, height, channels: 1, values: Float32Array.from(pattern(width * height, 6)) };
      const found = resizeBilinear(image, { width: toWidth, height: toHeight });
      expect(found).toHaveLength(values.length);
      values.forEach((value, at) => void expect(found[at]).toBeCloseTo(value, 5));
    },
  );

  it("treats each channel alone, and leaves images of the right size as they are", () => {
    const values = pattern(6 * 6 * 3, 6);
    const image = { width: 6, height: 6, channels: 3, values };
    const size = { width: 4, height: 5 };
    const found = resizeBilinear(image, size);
    for (const channel of [0, 1, 2]) {
      const plane = values.filter((_, at) => at % 3 === channel);
      const alone = resizeBilinear({ width: 6, height: 6, channels: 1, values: plane }, size);
      expect(found.filter((_, at) => at % 3 === channel)).toEqual(alone);
    }
    expect(resizeBilinear(image, image)).toEqual(Float32Array.from(values));
  });
});

describe("preparedImage", () => {
  it("repeats grey, drops transparency, and moves values to the range of the encoder", () => {
    const grey = {
      count: 1,
      width: 2,
      height: 1,
      channels: 1,
      values: Uint8Array.of(0, 255),
      range: { low: 0, high: 255 },
    };
    const rgb = { ...INPUT, width: 2, height: 1, channels: 3, range: { low: -1, high: 1 } };
    expect([...preparedImage(grey, 0, rgb)]).toEqual([-1, -1, -1, 1, 1, 1]);
    const rgba = { ...grey, width: 1, channels: 4, values: Uint8Array.of(255, 0, 255, 9) };
    expect([...preparedImage(rgba, 0, { ...rgb, width: 1 })]).toEqual([1, -1, 1]);
  });
});

describe("comparisonOf", () => {
  it("carries the encoder and both counts", () => {
    expect(comparisonOf(samples(3), samples(5))).toEqual({
      encoder: { name: "a", weightsHash: "1f", input: INPUT },
      realCount: 3,
      fakeCount: 5,
    });
  });

  it.each([
    ["name", { name: "b" }],
    ["weights", { weightsHash: "2e" }],
    ["size", { input: { ...INPUT, width: 32 } }],
    ["range", { input: { ...INPUT, range: { low: -1, high: 1 } } }],
  ])("refuses encoders that differ in %s", (_, changes) => {
    expect(() => comparisonOf(samples(3), samples(3, changes))).toThrow(
      expect.objectContaining({ code: "ENCODERS_DIFFER" }),
    );
  });
});

describe("features that a run logged", () => {
  it("are an encoder by name, without weights", () => {
    const { encoder } = loggedFeatures("inception", sampleMatrix(new Float32Array(4), 2, 2));
    expect(encoder).toEqual({ name: "features/inception", weightsHash: null, input: null });
  });

  it.each([
    ["features/inception/real", "inception"],
    ["eval/features/dino/fake", "dino"],
    ["features/penultimate", "penultimate"],
    ["my_features/x", null],
    ["loss/features", null],
  ])("%s names %s", (tag, name) => void expect(encoderOfTag(tag)).toBe(name));
});
