/** Copying values out of one event file into another keeps every byte of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { EventBatch, TagBatch } from "../model/index.ts";
import { decodeText, EventFileReader, EventFileWriter } from "./index.ts";
import { joined } from "./testing/bytes.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/tfevents", import.meta.url));
const eventFiles = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.includes("tfevents."),
);

/** Every blob of `bytes` from row `fromRow` of its tag on, copied into a new file. */
function copyOf(bytes: Uint8Array, fromRow: number): { bytes: Uint8Array; read: EventBatch } {
  const records: Uint8Array[] = [];
  const writer = new EventFileWriter({ write: (record) => records.push(record), wallTimeSeconds: () => 0 });
  for (const batch of new EventFileReader().read(bytes).tags) {
    for (const [row, value] of valuesOf(bytes, batch).entries()) {
      if (row < fromRow) continue;
      const firstBytes = valuesOf(bytes, batch)[0] ?? new Uint8Array(0);
      const step = batch.blobs?.steps[row] ?? 0n;
      const wallTime = batch.blobs?.wallTimes[row] ?? 0;
      writer.copy({ info: batch.info, step, wallTime, bytes: value, firstBytes });
    }
  }
  const file = joined(records);
  return { bytes: file, read: new EventFileReader().read(file) };
}

function valuesOf(bytes: Uint8Array, { blobs }: TagBatch): Uint8Array[] {
  return Array.from(blobs?.offsets ?? [], (offset, row) =>
    bytes.slice(offset, offset + (blobs?.lengths[row] ?? 0)),
  );
}

test.each(eventFiles)("%s: copied values have their steps, wall times, kinds and bytes", (path) => {
  const original = new Uint8Array(readFileSync(join(FIXTURES, path)));
  const expected = new EventFileReader().read(original).tags.filter(({ blobs }) => blobs !== undefined);
  const copy = copyOf(original, 0);
  expect(copy.read.losses).toEqual([]);
  expect(copy.read.tags.map(({ info }) => info)).toEqual(expected.map(({ info }) => info));
  for (const [i, batch] of expected.entries()) {
    const copied = copy.read.tags[i];
    expect(copied?.blobs?.steps).toEqual(batch.blobs?.steps);
    expect(copied?.blobs?.wallTimes).toEqual(batch.blobs?.wallTimes);
    expect(copied && valuesOf(copy.bytes, copied)).toEqual(valuesOf(original, batch));
  }
});

test.each(eventFiles)("%s: a copy without a tag's first value still knows what the tag holds", (path) => {
  const original = new Uint8Array(readFileSync(join(FIXTURES, path)));
  const expected = new EventFileReader()
    .read(original)
    .tags.filter(({ blobs }) => (blobs?.steps.length ?? 0) > 1);
  expect(copyOf(original, 1).read.tags.map(({ info }) => info)).toEqual(expected.map(({ info }) => info));
});

test("a value can be copied under another tag", () => {
  const records: Uint8Array[] = [];
  const destination = { write: (record: Uint8Array) => records.push(record), wallTimeSeconds: () => 0 };
  new EventFileWriter(destination).text("main", 3, "words");
  const original = joined(records.splice(0));
  const [batch] = new EventFileReader().read(original).tags;
  const [bytes = new Uint8Array(0)] = batch === undefined ? [] : valuesOf(original, batch);
  const info = { tag: "main/key", kind: "text", plugin: "text", displayName: "", description: "" } as const;
  const copier = new EventFileWriter(destination);
  copier.copy({ info, step: 3n, wallTime: 5, bytes, firstBytes: bytes });
  const copy = joined(records);
  const [copied] = new EventFileReader().read(copy).tags;
  expect(copied?.info).toEqual(info);
  expect(copied && valuesOf(copy, copied).map(decodeText)).toEqual([["words"]]);
});

test("a float64 scalar is kept to the last bit where that is asked for", () => {
  const records: Uint8Array[] = [];
  const writer = new EventFileWriter({ write: (record) => records.push(record), wallTimeSeconds: () => 0 });
  for (const value of [0.1, 1e300, -0]) writer.scalar("loss", 0, value, { precision: "float64" });
  const [batch] = new EventFileReader().read(joined(records)).tags;
  expect(batch?.info.kind).toBe("scalar");
  expect(batch?.scalars?.values).toEqual(Float64Array.of(0.1, 1e300, -0));
});
