/** Byte-exact records of real writers: read, and where this writer makes the same, written. */
import { describe, expect, test } from "vitest";
import { EventFileReader, EventFileWriter, maskedCrc32c } from "./index.ts";
import { fromHex, joined, toHex } from "./testing/bytes.ts";
import { VECTORS } from "./testing/vectors.ts";

const text = (ascii: string): Uint8Array => Uint8Array.from(ascii, (letter) => letter.charCodeAt(0));

describe("masked CRC-32C", () => {
  test.each([
    ["nothing", new Uint8Array(0), 0xa282ead8],
    ["8 zero bytes", new Uint8Array(8), 0x07980329],
    ["32 zero bytes", new Uint8Array(32), 0x0fd7fffa],
    ["the digits 1 to 9", text("123456789"), 0xc78ab0e5],
    [
      "a file version event of TensorBoard's test",
      joined([fromHex("1a11"), text("CRC test, one two")]),
      0x5794d08a,
    ],
  ])("of %s", (_, bytes, crc) => {
    expect(maskedCrc32c(bytes)).toBe(crc);
  });

  test("of a range is that of the bytes in it", () => {
    const bytes = text("xx123456789y");
    expect(maskedCrc32c(bytes, 2, 11)).toBe(0xc78ab0e5);
  });
});

describe("scalars in every form", () => {
  test.each([
    ["tensorScalar", "accuracy", 77n, 1599759606.8597269, Math.fround(0.99)],
    ["simpleValue", "loss/G", 3n, 1000, 1.5],
    ["simpleNaN", "g", 0n, 1000, Number.NaN],
    ["tensorContent", "a", 1n, 1000, 0.25],
    ["floatValue", "a", 1n, 1000, 0.25],
    ["doubleValue", "a", 1n, 1000, 0.1],
    ["halfValue", "a", 1n, 1000, 0.25],
    ["bfloat16Value", "a", 1n, 1000, 0.25],
    ["int64Value", "a", 1n, 1000, -2],
    ["shapeOne", "a", 1n, 1000, 0.25],
  ] as const)("%s", (vector, tag, step, wallTime, value) => {
    const { tags, recordCount, losses } = new EventFileReader().read(VECTORS[vector]);
    expect([recordCount, losses]).toEqual([1, []]);
    expect(tags).toEqual([
      {
        info: { tag, kind: "scalar", plugin: "scalars", displayName: "", description: "" },
        scalars: {
          steps: BigInt64Array.of(step),
          wallTimes: Float64Array.of(wallTime),
          values: Float64Array.of(value),
        },
      },
    ]);
  });
});

test.each(["fileVersion", "fileVersionAt1000"] as const)("%s says brain.Event:2", (vector) => {
  expect(new EventFileReader().read(VECTORS[vector])).toMatchObject({
    fileVersion: "brain.Event:2",
    tags: [],
  });
});

test("a session start is reported with its step", () => {
  expect(new EventFileReader().read(VECTORS.sessionStart).sessionStarts).toEqual([5n]);
});

test("a TF1 image is one row that points at its Summary.Value", () => {
  const { tags } = new EventFileReader().read(VECTORS.legacyImage);
  expect(tags).toEqual([
    {
      info: { tag: "im", kind: "image", plugin: "images", displayName: "", description: "" },
      blobs: {
        steps: BigInt64Array.of(2n),
        wallTimes: Float64Array.of(1000),
        offsets: Float64Array.of(27),
        lengths: Float64Array.of(81),
        itemCounts: Uint32Array.of(1),
      },
    },
  ]);
});

describe("the writer's bytes", () => {
  const lastRecord = (write: (writer: EventFileWriter) => void, wallTime = 1000): string => {
    let last = new Uint8Array(0);
    const keep = (bytes: Uint8Array) => {
      last = new Uint8Array(bytes);
    };
    write(new EventFileWriter({ write: keep, wallTimeSeconds: () => wallTime }));
    return toHex(last);
  };

  test("a scalar's first record equals TensorFlow's", () => {
    const record = lastRecord((writer) => writer.scalar("accuracy", 77, 0.99), 1599759606.8597269);
    expect(record).toBe(toHex(VECTORS.tensorScalar));
    expect(lastRecord((writer) => writer.scalar("a", 1, 0.25))).toBe(toHex(VECTORS.tensorContent));
  });

  test("a session start equals PyTorch's", () => {
    expect(lastRecord((writer) => writer.sessionStart(5))).toBe(toHex(VECTORS.sessionStart));
  });

  test("the version record is the known one plus the author", () => {
    const record = lastRecord(() => undefined);
    const author = toHex(joined([fromHex("5214 0a12"), text("nashboard.tfevents")]));
    expect(record.slice(24, -8)).toBe(toHex(VECTORS.fileVersionAt1000).slice(24, -8) + author);
  });
});
