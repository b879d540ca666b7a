import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { SampleImages } from "../../metrics/index.ts";
import { type OnnxEncoder, onnxEncoder } from "./onnx-encoder.ts";
import { onnxInputOf } from "./onnx-input.ts";
import { loadOnnxRuntime } from "./onnx-runtime.ts";

/** Made by scripts/fixtures/make-onnx-models.py. */
const FIXTURES = new URL("../../../fixtures/onnx/", import.meta.url);
const pathOf = (name: string) => fileURLToPath(new URL(name, FIXTURES));
const EXPECTED = z
  .object({ features: z.array(z.number()), logits: z.array(z.number()) })
  .parse(JSON.parse(readFileSync(pathOf("expected.json"), "utf8")));
const SIGNED = { low: -1, high: 1 };
const SIDE = 8;

/** Numbers in [0, 1) without a law, as the script makes them. */
function images(count: number, channels: number): SampleImages {
  const values = Float64Array.from(
    { length: count * SIDE * SIDE * channels },
    (_, place) => ((place * place * 31 + place * 7919 + 9 * 104729) % 65537) / 65537,
  );
  return { count, width: SIDE, height: SIDE, channels, values, range: { low: 0, high: 1 } };
}

let encoder: OnnxEncoder;
beforeAll(async () => {
  encoder = await onnxEncoder({
    path: pathOf("channels-first.onnx"),
    range: SIGNED,
    featuresOutput: "features",
    classes: { output: "logits", are: "logits" },
  });
}, 60_000);
afterAll(() => encoder.close());

describe("an ONNX file as encoder", () => {
  it("gives the features of onnx's reference evaluator, and its classes as probabilities", async () => {
    const { features, probabilities } = await encoder.encode(images(3, 3));
    expect(features).toMatchObject({ sampleCount: 3, featureCount: 4 });
    EXPECTED.features.forEach((value, at) => void expect(features.values[at]).toBeCloseTo(value, 6));
    EXPECTED.logits.forEach((logit, at) => {
      const row = EXPECTED.logits.slice(at - (at % 3), at - (at % 3) + 3);
      const total = row.reduce((sum, other) => sum + Math.exp(other), 0);
      expect(probabilities?.values[at]).toBeCloseTo(Math.exp(logit) / total, 6);
    });
  });

  it("is named by file and weights, and says what it wants", () => {
    expect(encoder).toMatchObject({
      name: "channels-first.onnx",
      weightsHash: createHash("sha256")
        .update(readFileSync(pathOf("channels-first.onnx")))
        .digest("hex"),
      input: { width: 8, height: 8, channels: 3, range: SIGNED, resize: "antialiased-bilinear" },
      featureCount: 4,
      classCount: 3,
    });
  });

  it("encodes more images than go into one run, and none", async () => {
    const many = images(40, 3);
    const { features } = await encoder.encode(many);
    expect(features.sampleCount).toBe(40);
    const size = SIDE * SIDE * 3;
    const last = await encoder.encode({ ...many, count: 1, values: many.values.slice(39 * size) });
    last.features.values.forEach(
      (value, at) => void expect(features.values[39 * 4 + at]).toBeCloseTo(value, 6),
    );
    expect((await encoder.encode(images(0, 3))).features).toMatchObject({ sampleCount: 0, featureCount: 4 });
  });

  it("takes channels last, one image at a time, at the size that is asked for", async () => {
    const path = pathOf("channels-last.onnx");
    const mean = await onnxEncoder({ path, range: { low: 0, high: 255 }, width: 4, height: 6 });
    expect(mean.input).toMatchObject({ width: 4, height: 6, channels: 1 });
    const values = Float32Array.of(...new Float32Array(64).fill(0.25), ...new Float32Array(64).fill(1));
    const { features } = await mean.encode({ ...images(2, 1), values });
    expect(features).toMatchObject({ sampleCount: 2, featureCount: 1 });
    expect(features.values[0]).toBeCloseTo(63.75, 4);
    expect(features.values[1]).toBeCloseTo(255, 4);
    await mean.close();
  });

  it("says what is wrong with a path, a file, an output or a free size", async () => {
    const path = pathOf("channels-first.onnx");
    const range = SIGNED;
    await expect(onnxEncoder({ path: pathOf("none.onnx"), range })).rejects.toMatchObject({
      code: "ENCODER_ONNX_FILE",
      where: pathOf("none.onnx"),
    });
    await expect(onnxEncoder({ path: pathOf("expected.json"), range })).rejects.toMatchObject({
      code: "ENCODER_ONNX_FILE",
    });
    await expect(onnxEncoder({ path, range })).rejects.toThrow(
      /has the outputs features, logits, and none was asked for/,
    );
    await expect(onnxEncoder({ path: pathOf("channels-last.onnx"), range })).rejects.toThrow(
      /width is free \(width\), and none was asked for/,
    );
  });
});

describe("onnxInputOf", () => {
  const shaped = (...shape: (number | string)[]) => [{ name: "x", isTensor: true, type: "float32", shape }];

  it("finds where the channels are, and asks when it could be both or neither", () => {
    const found = (...shape: (number | string)[]) => onnxInputOf(shaped(...shape), { range: SIGNED });
    expect(found("n", 3, 299, 200)).toMatchObject({
      layout: "channels-first",
      batchSize: null,
      input: { width: 200, height: 299, channels: 3 },
    });
    expect(found(4, 28, 28, 1)).toMatchObject({ layout: "channels-last", batchSize: 4 });
    expect(() => found(1, 3, 8, 3)).toThrow(/its input is 1 × 3 × 8 × 3\. .* come first or last/);
    expect(onnxInputOf(shaped(1, 3, 8, 3), { range: SIGNED, layout: "channels-last" }).input).toMatchObject({
      width: 8,
      height: 3,
    });
    expect(() => found(1, 4, 8, 8)).toThrow(/its input is 1 × 4 × 8 × 8/);
  });

  it("refuses sizes that contradict the model, and inputs that are no images", () => {
    expect(() => onnxInputOf(shaped(1, 3, 8, 8), { range: SIGNED, width: 9 })).toThrow(
      /its width is 8, and 9 was asked for/,
    );
    expect(() => onnxInputOf(shaped("n", 100), { range: SIGNED })).toThrow(
      /its inputs are x \(float32, n × 100\)/,
    );
    expect(() => onnxInputOf([], { range: SIGNED })).toThrow(/its inputs are none/);
  });
});

describe("loadOnnxRuntime", () => {
  it("says how to install a runtime where there is none", async () => {
    const asked: string[] = [];
    const missing = (name: string) => {
      asked.push(name);
      return Promise.reject(new Error(`Cannot find package '${name}'\nand more`));
    };
    await expect(loadOnnxRuntime(missing)).rejects.toMatchObject({
      code: "ENCODER_NO_ONNX_RUNTIME",
      what: "No runtime for ONNX files could be loaded: Cannot find package 'onnxruntime-node'; Cannot find package 'onnxruntime-web'.",
      fix: expect.stringContaining("npm install onnxruntime-web"),
    });
    expect(asked).toEqual(["onnxruntime-node", "onnxruntime-web"]);
  });

  it("takes the second package where the first one is broken", async () => {
    const runtime = { InferenceSession: {}, Tensor: class {} };
    const loaded = await loadOnnxRuntime((name) =>
      Promise.resolve(name === "onnxruntime-node" ? {} : { default: runtime }),
    );
    expect(loaded).toBe(runtime);
  });
});
