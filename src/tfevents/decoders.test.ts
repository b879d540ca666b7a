/** Single values, decoded from the bytes that a batch points at. */
import { describe, expect, test } from "vitest";
import type { EventBatch } from "../model/index.ts";
import {
  decodeAudio,
  decodeHistogram,
  decodeHyperparameters,
  decodeImages,
  decodeTensor,
  decodeText,
  EventFileReader,
  type EventFileWriter,
  imageType,
} from "./index.ts";
import { fromHex, joined, written } from "./testing/bytes.ts";
import { VECTORS } from "./testing/vectors.ts";

function onlyValue(file: Uint8Array): Uint8Array {
  const [batch] = new EventFileReader().read(file).tags;
  const offset = batch?.blobs?.offsets[0] ?? Number.NaN;
  return file.subarray(offset, offset + (batch?.blobs?.lengths[0] ?? Number.NaN));
}

function onlyBlob(write: (writer: EventFileWriter) => void): { value: Uint8Array; batch: EventBatch } {
  const file = written(write);
  return { value: onlyValue(file), batch: new EventFileReader().read(file) };
}

describe("histograms", () => {
  test("a TF1 histogram loses its empty ends and takes the data's extremes as its outer edges", () => {
    const { lefts, rights, counts } = decodeHistogram(onlyValue(VECTORS.legacyHistogram));
    expect([...lefts]).toEqual([-1.999, -1, 0, 1]);
    expect([...rights]).toEqual([-1, 0, 1, 1.999]);
    expect([...counts]).toEqual([10, 20, 20, 10]);
  });

  test("a written histogram is read back bin by bin", () => {
    const histogram = {
      lefts: Float64Array.of(-1, 0.1, 2),
      rights: Float64Array.of(0.1, 2, 2),
      counts: Float64Array.of(3, 0, 5),
    };
    const { value, batch } = onlyBlob((writer) => writer.histogram("h", 1, histogram));
    expect(decodeHistogram(value)).toEqual(histogram);
    expect(batch.tags[0]?.info.kind).toBe("histogram");
  });

  test.each([
    ["one bin whose limit is the largest double", [Number.MAX_VALUE], [2], [[-1, 1, 2]]],
    ["no counts at all", [], [], []],
    ["only empty bins", [0, 1], [0, 0], []],
  ])("TF1 with %s", (_, limits, counts, rows) => {
    const { lefts, rights, counts: read } = decodeHistogram(legacyHistogram(limits, counts));
    expect([...lefts].map((left, i) => [left, rights[i], read[i]])).toEqual(rows);
  });

  test.each([
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
  ])("TF1 with %i limits and %i counts is refused with both numbers", (limits, counts) => {
    const value = legacyHistogram(Array(limits).fill(1), Array(counts).fill(1));
    expect(() => decodeHistogram(value)).toThrow(`${limits} bin edges for ${counts} counts`);
  });

  test("a histogram asked of a text is an explained error", () => {
    const { value } = onlyBlob((writer) => writer.text("t", 0, "x"));
    expect(() => decodeHistogram(value)).toThrow(
      expect.objectContaining({ code: "TFEVENTS_VALUE_UNEXPECTED" }),
    );
  });
});

/** A value with a HistogramProto of min −1 and max 1, its doubles unpacked. */
function legacyHistogram(limits: readonly number[], counts: readonly number[]): Uint8Array {
  const double = (key: number, value: number) => {
    const bytes = new Uint8Array(9);
    bytes[0] = key;
    new DataView(bytes.buffer).setFloat64(1, value, true);
    return bytes;
  };
  const proto = joined([
    double(0x09, -1),
    double(0x11, 1),
    ...limits.map((limit) => double(0x31, limit)),
    ...counts.map((count) => double(0x39, count)),
  ]);
  return joined([Uint8Array.of(0x2a, proto.length), proto]);
}

describe("images, audio, text and hyperparameters", () => {
  test("a TF1 image keeps its size and its file", () => {
    const { width, height, images } = decodeImages(onlyValue(VECTORS.legacyImage));
    expect([width, height, images.map(imageType)]).toEqual([1, 1, ["image/png"]]);
    expect(images[0]?.length).toBe(67);
  });

  test("written images are read back in order and counted", () => {
    const encoded = [Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)];
    const { value, batch } = onlyBlob((writer) => writer.images("i", 0, { width: 64, height: 32, encoded }));
    expect(decodeImages(value)).toEqual({ width: 64, height: 32, images: encoded });
    expect(batch.tags[0]?.blobs?.itemCounts).toEqual(Uint32Array.of(3));
  });

  test("written audio is read back with its labels and counted by clip", () => {
    const encoded = [Uint8Array.of(1), Uint8Array.of(2)];
    const { value, batch } = onlyBlob((writer) =>
      writer.audio("a", 0, { encoded, labels: ["one", "zwei ü"] }),
    );
    expect(decodeAudio(value)).toEqual({
      clips: [
        { encoded: Uint8Array.of(1), label: "one" },
        { encoded: Uint8Array.of(2), label: "zwei ü" },
      ],
      contentType: "audio/wav",
      sampleRate: null,
    });
    expect(batch.tags[0]?.blobs?.itemCounts).toEqual(Uint32Array.of(2));
  });

  test.each([["one text"], [["a", "", "日本 🎈"]]])("written text %j is read back", (text) => {
    const { value, batch } = onlyBlob((writer) => writer.text("t", 0, text));
    expect(decodeText(value)).toEqual([text].flat());
    expect(batch.tags[0]?.blobs?.itemCounts[0]).toBe([text].flat().length);
  });

  test("hyperparameters keep their types", () => {
    const parameters = { learningRate: 2e-4, loss: "hinge", spectralNorm: true, ema: false, layers: 0 };
    const file = written((writer) => writer.hyperparameters(parameters, { metricTags: ["generator/loss"] }));
    const [experiment, session] = new EventFileReader().read(file).tags;
    expect([experiment, session].map((batch) => batch?.info)).toMatchObject([
      { tag: "_hparams_/experiment", kind: "hparams", plugin: "hparams" },
      { tag: "_hparams_/session_start_info", kind: "hparams", plugin: "hparams" },
    ]);
    const at = session?.blobs?.offsets[0] ?? 0;
    const value = file.subarray(at, at + (session?.blobs?.lengths[0] ?? 0));
    expect(Object.fromEntries(decodeHyperparameters(value).map(({ name, value }) => [name, value]))).toEqual(
      parameters,
    );
  });
});

describe("image types", () => {
  test.each([
    ["89504e470d0a1a0a00", "image/png"],
    ["ffd8ffe0", "image/jpeg"],
    ["474946383961", "image/gif"],
    ["474946383761", "image/gif"],
    ["424d36", "image/bmp"],
    ["524946460000000057454250", "image/webp"],
    ["0000001c6674797061766966", "image/avif"],
    ["0000001c6674797061766973", "image/avif"],
    ["3c73766720786d6c6e733d22", null],
    ["89504e47", null],
    ["", null],
  ])("bytes %s are %s", (digits, type) => {
    expect(imageType(fromHex(digits))).toBe(type);
  });
});

describe("tensors", () => {
  test("int64 elements beyond 2^53 stay exact", () => {
    const values = BigInt64Array.of(2n ** 53n + 1n, -(2n ** 62n), -1n);
    const { value } = onlyBlob((writer) =>
      writer.tensor("t", 0, { shape: [3], values }, { plugin: "nashboard" }),
    );
    expect(decodeTensor(value)).toEqual({ kind: "integers", dtype: "int64", shape: [3], values });
  });

  test("a short value list is filled up with its last element, an empty one with zeros", () => {
    // dtype float32, shape [2, 2], float_val 1, 2 — and the same without float_val
    const filled = fromHex("42 16 0801 1208 1202 0802 1202 0802 2a08 0000803f 00000040");
    expect(decodeTensor(filled)).toMatchObject({ shape: [2, 2], values: Float64Array.of(1, 2, 2, 2) });
    const zeros = fromHex("42 0c 0801 1208 1202 0802 1202 0802");
    expect(decodeTensor(zeros)).toMatchObject({ values: Float64Array.of(0, 0, 0, 0) });
  });

  test("complex elements come as real and imaginary parts", () => {
    const value = fromHex("42 0e 0808 1200 4a08 0000803f 000000c0");
    expect(decodeTensor(value)).toEqual({
      kind: "complex",
      dtype: "complex64",
      shape: [],
      values: Float64Array.of(1, -2),
    });
  });

  test("a shape that promises 2^40 elements in a few bytes is refused, not allocated", () => {
    const value = fromHex("42 13 0801 1209 1207 08808080808020 2a04 0000803f");
    expect(() => decodeTensor(value)).toThrow(expect.objectContaining({ code: "TFEVENTS_VALUE_UNEXPECTED" }));
  });
});
