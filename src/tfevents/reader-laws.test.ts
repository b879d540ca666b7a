/** What holds for the reader on any bytes, cut anywhere. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DataLoss, EventBatch, TagInfo } from "../model/index.ts";
import { EventFileReader, type EventFileWriter } from "./index.ts";
import { joined, written } from "./testing/bytes.ts";
import { framed, intactRecords } from "./testing/records.ts";
import { VECTORS } from "./testing/vectors.ts";

const SEED = 20_240_601;
const settings = { seed: SEED, numRuns: 150 };

/** Everything that reading told, batch borders forgotten. */
interface Story {
  readonly rows: Readonly<Record<string, readonly unknown[]>>;
  readonly infos: readonly TagInfo[];
  readonly losses: readonly DataLoss[];
  readonly sessionStarts: readonly bigint[];
  readonly recordCount: number;
  readonly ended: EventBatch["ended"] | undefined;
  readonly resumeOffset: number;
}

function storyOf(batches: readonly EventBatch[]): Story {
  const rows: Record<string, unknown[]> = {};
  const infos = new Map<string, TagInfo>();
  for (const { info, scalars, blobs } of batches.flatMap(({ tags }) => tags)) {
    infos.set(info.tag, info);
    const columns = Object.values(scalars ?? blobs ?? {});
    const list = rows[info.tag] ?? [];
    rows[info.tag] = list;
    for (let i = 0; i < columns[0].length; i++) list.push(columns.map((column) => column[i]));
  }
  return {
    rows,
    infos: [...infos.values()],
    losses: batches.flatMap(({ losses }) => losses),
    sessionStarts: batches.flatMap(({ sessionStarts }) => sessionStarts),
    recordCount: batches.reduce((sum, { recordCount }) => sum + recordCount, 0),
    ended: batches.at(-1)?.ended,
    resumeOffset: batches.at(-1)?.resumeOffset ?? 0,
  };
}

function readWhole(file: Uint8Array): Story {
  return storyOf([new EventFileReader().read(file)]);
}

function readInChunks(file: Uint8Array, cuts: readonly number[]): Story {
  const reader = new EventFileReader();
  const borders = [0, ...cuts.map((cut) => cut % (file.length + 1)).sort((a, b) => a - b), file.length];
  return storyOf(borders.slice(1).map((end, i) => reader.read(file.subarray(borders[i], end))));
}

/** Reads up to `cut`, forgets the reader, and lets a new one go on from where the first says. */
function readInTwoLives(file: Uint8Array, cut: number): Story {
  const first = new EventFileReader();
  const before = first.read(file.subarray(0, cut % (file.length + 1)));
  const second = new EventFileReader({
    resumeOffset: before.resumeOffset,
    knownTags: before.tags.map(({ info }) => info),
    lastWallTimeSeconds: first.lastWallTimeSeconds,
  });
  return storyOf([before, second.read(file.subarray(before.resumeOffset))]);
}

const step = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const tag = fc.constantFrom("loss/G", "loss/D", "", "ünï 🎈", "g".repeat(300));

const event: fc.Arbitrary<(writer: EventFileWriter) => void> = fc.oneof(
  fc.tuple(tag, step, fc.float()).map((args) => (writer: EventFileWriter) => writer.scalar(...args)),
  fc.tuple(fc.string(), step).map(
    ([text, at]) =>
      (writer: EventFileWriter) =>
        writer.text("notes", at, text),
  ),
  step.map((at) => (writer: EventFileWriter) => writer.sessionStart(at)),
  fc
    .array(fc.uint8Array({ maxLength: 40 }), { maxLength: 3 })
    .map(
      (encoded) => (writer: EventFileWriter) => writer.images("samples", 3, { width: 4, height: 4, encoded }),
    ),
  step.map((at) => (writer: EventFileWriter) => writer.scalar("late", at, 1, { wallTime: Number.NaN })),
);

const file = fc
  .array(event, { maxLength: 12 })
  .map((events) => written((writer) => events.forEach((write) => void write(writer))));

interface Damage {
  readonly at: number;
  readonly kind: "flip" | "zero" | "cut out" | "insert";
  readonly bytes: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(2000),
  kind: fc.constantFrom("flip", "zero", "cut out", "insert"),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.constant(new Uint8Array(30)),
    fc.constant(VECTORS.simpleValue),
  ),
});

function damaged(bytes: Uint8Array, { at, kind, bytes: other }: Damage): Uint8Array {
  const from = at % (bytes.length + 1);
  const to = Math.min(bytes.length, from + other.length);
  switch (kind) {
    case "flip":
      return bytes.map((byte, i) => (i === from ? byte ^ 0x10 : byte));
    case "zero":
      return bytes.map((byte, i) => (i >= from && i < to ? 0 : byte));
    case "cut out":
      return joined([bytes.subarray(0, from), bytes.subarray(to)]);
    case "insert":
      return joined([bytes.subarray(0, from), other, bytes.subarray(from)]);
  }
}

const damagedFile = fc
  .tuple(file, fc.array(damage, { maxLength: 3 }))
  .map(([bytes, all]) => all.reduce(damaged, bytes));
/** Payloads that are rubbish inside records that are not. */
const craftedFile = fc
  .array(fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.constant(VECTORS.tensorContent.subarray(12, 55))), {
    maxLength: 6,
  })
  .chain((payloads) =>
    fc
      .array(damage, { minLength: 1, maxLength: 3 })
      .map((all) => joined(payloads.map((payload) => framed(all.reduce(damaged, payload))))),
  );
const anyFile = fc.oneof(file, damagedFile, craftedFile, fc.uint8Array({ maxLength: 400 }));

describe("for any bytes", () => {
  test("chunks may be cut anywhere", () => {
    fc.assert(
      fc.property(anyFile, fc.array(fc.nat(), { maxLength: 8 }), (bytes, cuts) => {
        expect(readInChunks(bytes, cuts)).toEqual(readWhole(bytes));
      }),
      settings,
    );
  });

  test("bytes may come one at a time", () => {
    fc.assert(
      fc.property(anyFile, (bytes) => {
        expect(readInChunks(bytes, [...bytes.keys()])).toEqual(readWhole(bytes));
      }),
      settings,
    );
  });

  test("a new reader goes on exactly where another one stopped", () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), (bytes, cut) => {
        expect(readInTwoLives(bytes, cut)).toEqual(readWhole(bytes));
      }),
      { ...settings, numRuns: 400 },
    );
  });

  test("every byte is in a record, in a loss or pending", () => {
    fc.assert(
      fc.property(anyFile, (bytes) => {
        const { tags: _, ...batch } = new EventFileReader().read(bytes);
        const pending = "pendingBytes" in batch.ended ? batch.ended.pendingBytes : 0;
        const framing = batch.losses.filter(({ reason }) => !reason.startsWith("A value of"));
        const lost = framing.reduce((sum, loss) => sum + loss.bytes, 0);
        const records = intactRecords(bytes, framing).filter(({ to }) => to <= batch.resumeOffset);
        const read = records.reduce((sum, { from, to }) => sum + to - from, 0);
        expect(batch.resumeOffset + pending).toBe(bytes.length);
        expect([read + lost, records.length]).toEqual([batch.resumeOffset, batch.recordCount]);
      }),
      { ...settings, numRuns: 400 },
    );
  });
});

test("what is written is read back exactly, in float32", () => {
  const point = fc.record({
    tag,
    step,
    value: fc.float(),
    wallTime: fc.double({ noNaN: true, noDefaultInfinity: true }),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 30 }), (points) => {
      const bytes = written((writer) => {
        for (const { tag: name, step: at, value, wallTime } of points)
          writer.scalar(name, at, value, { wallTime });
      });
      const expected: Record<string, unknown[]> = {};
      for (const { tag: name, step: at, value, wallTime } of points) {
        expected[name] = [...(expected[name] ?? []), [at, wallTime, value]];
      }
      expect(readWhole(bytes).rows).toEqual(expected);
    }),
    settings,
  );
});

test("the caller may overwrite a chunk after it was read, also where it is a Buffer", () => {
  const [first, second] = ["loss/G", "loss/D"].map((name) => written((writer) => writer.scalar(name, 0, 1)));
  const reader = new EventFileReader();
  const chunk = Buffer.from(first ?? []);
  const before = reader.read(chunk);
  chunk.set(second ?? []);
  expect(storyOf([before, reader.read(chunk), reader.read(first ?? chunk)]).rows).toEqual({
    "loss/G": [
      [0n, 1000, 1],
      [0n, 1000, 1],
    ],
    "loss/D": [[0n, 1000, 1]],
  });
});
