/** What the writer promises: standard records that the reader, and TensorBoard, take back. */
import { expect, test } from "vitest";
import { EventFileReader, EventFileWriter } from "./index.ts";
import { joined } from "./testing/bytes.ts";

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
