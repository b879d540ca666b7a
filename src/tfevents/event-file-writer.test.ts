/** What the writer promises: standard records that the reader, and TensorBoard, take back. */
import { expect, test } from "vitest";
import { EventFileReader, EventFileWriter, maskedCrc32c } from "./index.ts";
import { joined, written } from "./testing/bytes.ts";

test("a written scalar is read back with its exact step, wall time and float32 value", () => {
  const records: Uint8Array[] = [];
  const writer = new EventFileWriter({
    write: (bytes) => records.push(bytes),
    wallTimeSeconds: () => 1000.5,
  });
  writer.scalar("loss/G", 2n ** 62n, 1.5);
  const batch = new EventFileReader().read(joined(records));
  expect(batch.tags).toEqual([
    {
      info: { tag: "loss/G", kind: "scalar", plugin: "scalars", displayName: "", description: "" },
      scalars: {
        steps: BigInt64Array.of(2n ** 62n),
        wallTimes: Float64Array.of(1000.5),
        values: Float64Array.of(1.5),
      },
    },
  ]);
  expect(batch.fileVersion).toBe("brain.Event:2");
  expect(batch.ended).toEqual({ state: "at-record-boundary" });
});

test.each([1.5, 2 ** 53, Number.NaN, 2n ** 63n])(
  "a step of %s is refused, and the file stays whole",
  (step) => {
    const records: Uint8Array[] = [];
    const writer = new EventFileWriter({ write: (bytes) => records.push(bytes), wallTimeSeconds: () => 0 });
    expect(() => writer.scalar("a", step, 1)).toThrow(expect.objectContaining({ code: "TFEVENTS_STEP" }));
    writer.scalar("a", -1, 1);
    const { tags, losses, recordCount } = new EventFileReader().read(joined(records));
    expect([tags[0]?.scalars?.steps, losses, recordCount]).toEqual([BigInt64Array.of(-1n), [], 2]);
  },
);

test("a tensor whose shape does not hold its values is refused, and the file stays whole", () => {
  const records: Uint8Array[] = [];
  const writer = new EventFileWriter({ write: (bytes) => records.push(bytes), wallTimeSeconds: () => 0 });
  const tensor = { shape: [2, 2], values: Float32Array.of(1, 2, 3) };
  expect(() => writer.tensor("t", 0, tensor, { plugin: "nashboard" })).toThrow(
    expect.objectContaining({ code: "TFEVENTS_TENSOR_SHAPE" }),
  );
  writer.tensor("t", 0, { ...tensor, shape: [3] }, { plugin: "nashboard" });
  const { tags, losses } = new EventFileReader().read(joined(records));
  expect([tags[0]?.info.plugin, losses]).toEqual(["nashboard", []]);
});

test("metadata goes with a tag's first value only", () => {
  const file = written((writer) => {
    writer.scalar("a", 0, 1, { displayName: "A", description: "first" });
    writer.scalar("a", 1, 1, { displayName: "B" });
  });
  expect(new EventFileReader().read(file).tags[0]?.info).toMatchObject({
    displayName: "A",
    description: "first",
  });
  expect(new TextDecoder("latin1").decode(file).split("scalars").length).toBe(2);
});

test("records handed out earlier do not change when more are written, large ones included", () => {
  const records: Uint8Array[] = [];
  const checksums: number[] = [];
  const writer = new EventFileWriter({
    write: (bytes) => {
      records.push(bytes);
      checksums.push(maskedCrc32c(bytes));
    },
    wallTimeSeconds: () => 0,
  });
  for (let i = 0; i < 50; i++) writer.text("t", i, "x".repeat(i * 5000));
  expect(records.map((record) => maskedCrc32c(record))).toEqual(checksums);
  expect(new EventFileReader().read(joined(records)).recordCount).toBe(51);
});
