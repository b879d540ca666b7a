/** One contract for two ways of reading plain scalars: whatever the bytes, the scanner changes nothing but the time. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { EventBatch } from "../model/index.ts";
import { EventFileReader } from "./index.ts";
import { ScalarScanner, sharedScanner } from "./scalar-scanner.ts";
import { joined, written } from "./testing/bytes.ts";
import { bytesField, float32Field, metadata, tensor, textField, varintField } from "./testing/messages.ts";
import { framed } from "./testing/records.ts";
import { VECTORS } from "./testing/vectors.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures/tfevents");
const MUTATED_FILES = 1500;
const DT_FLOAT = 1;

/** Mulberry32. */
function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Everything a batch says; columns by their bytes, so that NaNs count. */
function told(batch: EventBatch): unknown {
  const tags = batch.tags.map(({ info, scalars, blobs }) => {
    const columns = Object.entries(scalars ?? blobs ?? {}).map(
      ([name, { buffer, byteOffset, byteLength }]) => {
        return `${name} ${Buffer.from(buffer, byteOffset, byteLength).toString("hex")}`;
      },
    );
    return { info, columns };
  });
  return { ...batch, tags };
}

function readIn(file: Uint8Array, cuts: readonly number[], scanner: ScalarScanner | null): unknown[] {
  const reader = new EventFileReader({}, scanner);
  const borders = [0, ...cuts, file.length];
  const batches = borders.slice(1).map((end, i) => {
    return told(reader.read(file.subarray(borders[i], end), { isEndOfFile: end === file.length }));
  });
  return [...batches, reader.lastWallTimeSeconds];
}

function expectAlike(file: Uint8Array, cuts: readonly number[] = []): void {
  expect(readIn(file, cuts, sharedScanner())).toEqual(readIn(file, cuts, null));
}

function event(wallTime: number, step: number | bigint | null, ...value: readonly Uint8Array[]): Uint8Array {
  const stamp = joined([Uint8Array.of(9), new Uint8Array(Float64Array.of(wallTime).buffer)]);
  const stepField = step === null ? new Uint8Array() : varintField(2, step);
  return framed(joined([stamp, stepField, bytesField(5, bytesField(1, ...value))]));
}

const floatBytes = (value: number) => new Uint8Array(Float32Array.of(value).buffer);
const simple = (value: number) => float32Field(2, value);
const content = (value: number) => tensor(DT_FLOAT, [], bytesField(4, floatBytes(value)));
const floats = (value: number) => tensor(DT_FLOAT, [], bytesField(5, floatBytes(value)));
const STEPS = [0, 1, 127, 128, 2 ** 28 - 1, 2 ** 28, 2n ** 56n, 2n ** 62n, 2n ** 63n - 1n, -1, null];
const TAGS = [
  "",
  "a",
  "loss/G",
  "loss/D",
  "eight-by",
  "sixteen-byte-tag",
  "ü",
  "g".repeat(127),
  "g".repeat(128),
];
const PAYLOADS = [
  simple,
  content,
  floats,
  () => tensor(DT_FLOAT, [2], bytesField(4, new Uint8Array(8))),
  () => bytesField(4, new Uint8Array(300)),
  (value: number) => joined([simple(value), metadata("scalars", textField(3, "d".repeat(200)))]),
  (value: number) => joined([content(value), metadata("")]),
];
const WALL_TIMES = [1000, Number.NaN, -0, Number.POSITIVE_INFINITY, 1e300];

/** Events of all forms in random order, most of them plain. */
function anyEvents(random: (below: number) => number, count: number): Uint8Array[] {
  const pick = <T>(from: readonly T[], usual: number): T => {
    // The list is never empty, and the index within it.
    return from[random(3) === 0 ? random(from.length) : usual] as T;
  };
  return Array.from({ length: count }, (_, i) => {
    const payload = pick(PAYLOADS, i % 3)(random(4) === 0 ? Number.NaN : i / 3);
    const tag = pick(TAGS, 2 + (i % 2));
    return event(pick(WALL_TIMES, 0) + i, pick(STEPS, i % 4), textField(1, tag), payload);
  });
}

test("there is a scanner here, so that what follows compares two ways", () => {
  expect(sharedScanner()).toBeInstanceOf(ScalarScanner);
});

test("vectors and files of real writers are read alike, in one chunk and byte by byte", () => {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.includes("tfevents"))
    .map((name) => new Uint8Array(readFileSync(join(FIXTURES, name))));
  for (const file of [...files, ...Object.values(VECTORS)]) {
    expectAlike(file);
    if (file.length < 2000) expectAlike(file, Array.from(file.keys()).slice(1));
  }
});

test("events of any form and order are read alike, however the file is cut", () => {
  const random = seededRandom(1);
  for (let round = 0; round < 100; round++) {
    const file = joined(anyEvents(random, 60));
    const cuts = Array.from({ length: random(6) }, () => random(file.length)).sort((a, b) => a - b);
    expectAlike(file, cuts);
  }
});

test("damaged files are read alike: bits flipped, bytes cut, put in, doubled or zeroed", () => {
  const random = seededRandom(2);
  const original = joined(anyEvents(random, 40));
  for (let round = 0; round < MUTATED_FILES; round++) {
    const at = random(original.length);
    const to = Math.min(original.length, at + random(random(3) === 0 ? 600 : 24));
    const [head, tail] = [original.subarray(0, at), original.subarray(to)];
    const flipped = Uint8Array.from(original);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8));
    const again = original.subarray(random(at + 1), at);
    const put = [flipped, joined([head, tail]), joined([head, new Uint8Array(to - at), tail])];
    put.push(
      joined([head, Uint8Array.from({ length: 20 }, () => random(256)), tail]),
      joined([head, again, tail]),
    );
    expectAlike(put[round % put.length] ?? original, [random(at + 1)]);
  }
});

test("files longer than the scanner's window, with long records and many tags between, are read alike", () => {
  const random = seededRandom(3);
  const some = anyEvents(random, 3000);
  const image = (step: number) =>
    event(5, step, textField(1, "image"), bytesField(4, new Uint8Array(400_000)));
  const tagged = Array.from({ length: 6000 }, (_, i) =>
    event(6, i, textField(1, `tag ${i % 5000}`), simple(i)),
  );
  const parts = [...some, image(1), ...some, image(2), image(3), ...tagged, ...tagged, ...some];
  const file = joined(parts);
  expect(file.length).toBeGreaterThan(2 ** 21);
  expectAlike(file);
  expectAlike(file, [100_000, 300_001, 1_000_003, 1_000_004]);
});

test("readers that take turns keep their tags apart", () => {
  const files = ["one", "other"].map((tag) => {
    return written((writer) => {
      for (let step = 0; step < 50; step++) for (const name of [tag, "both"]) writer.scalar(name, step, step);
    });
  });
  const inTurns = (scanner: ScalarScanner | null) => {
    const readers = files.map(() => new EventFileReader({}, scanner));
    return Array.from({ length: 10 }, (_, turn) =>
      readers.map((reader, i) =>
        told(reader.read((files[i] ?? new Uint8Array()).subarray(turn * 700, (turn + 1) * 700))),
      ),
    );
  };
  expect(inTurns(sharedScanner())).toEqual(inTurns(null));
});

test("memory that a large reading took is given back", () => {
  const scanner = sharedScanner();
  const file = joined(Array.from({ length: 12 }, () => joined(anyEvents(seededRandom(4), 40))));
  const large = joined(Array.from({ length: 1000 }, () => file));
  const { tags } = new EventFileReader({}, scanner).read(large);
  expect(tags.length).toBe(new EventFileReader({}, null).read(file).tags.length);
  expect(scanner?.buffer.byteLength).toBeLessThanOrEqual(2 ** 24);
});
