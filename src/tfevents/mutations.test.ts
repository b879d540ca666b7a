/** Ten thousand damaged files: every record that the damage left whole is read, with the values that were written. */
import { expect, test } from "vitest";
import type { EventBatch } from "../model/index.ts";
import { EventFileReader, maskedCrc32c } from "./index.ts";
import { joined, written } from "./testing/bytes.ts";

const FILES = 10_000;
const MOST_MUTATIONS = 3;
const HEADER_BYTES = 12;
const FOOTER_BYTES = 4;

/** Mulberry32, so that every run sees the same files. */
function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One record of each kind in turn; every record has a step of its own. */
const ORIGINAL = written((writer) => {
  const encoded = Array.from({ length: 700 }, (_, i) => i % 251);
  for (let step = 0; step < 24; step += 6) {
    writer.scalar("loss/G", step, step / 3);
    writer.images("samples", step + 1, { width: 4, height: 4, encoded: [Uint8Array.from(encoded)] });
    writer.text("notes", step + 2, "a note");
    writer.scalar("loss/D", step + 3, -step);
    writer.tensor(
      "features",
      step + 4,
      { shape: [2, 2], values: Float32Array.of(1, 2, 3, step) },
      { plugin: "x" },
    );
    writer.scalar("loss/G", step + 5, Number.NaN);
  }
});

interface Mutated {
  readonly bytes: Uint8Array;
  /** Where in the original each byte lay; −1 for one that is not as it was. */
  readonly origin: readonly number[];
}

function mutate({ bytes, origin }: Mutated, random: (below: number) => number): Mutated {
  const from = random(bytes.length);
  const length = random(random(3) === 0 ? 600 : 24);
  const to = Math.min(bytes.length, from + length);
  const spliced = (cutTo: number, put: Uint8Array, putOrigin: readonly number[]): Mutated => ({
    bytes: joined([bytes.subarray(0, from), put, bytes.subarray(cutTo)]),
    origin: [...origin.slice(0, from), ...putOrigin, ...origin.slice(cutTo)],
  });
  const fresh = Uint8Array.from({ length }, () => random(256));
  switch (random(7)) {
    case 0:
      return spliced(from + 1, Uint8Array.of((bytes[from] ?? 0) ^ (1 << random(8))), [-1]);
    case 1:
      return spliced(bytes.length, new Uint8Array(), []);
    case 2:
      return spliced(bytes.length, new Uint8Array(bytes.length - from), Array(bytes.length - from).fill(-1));
    case 3:
      return spliced(to, new Uint8Array(), []);
    case 4:
      return spliced(from, fresh, Array(length).fill(-1));
    case 5:
      return spliced(to, fresh.subarray(0, to - from), Array(to - from).fill(-1));
    default: {
      const again = random(bytes.length);
      return spliced(from, bytes.subarray(again, again + length), origin.slice(again, again + length));
    }
  }
}

interface RecordAt {
  readonly at: number;
  readonly bytes: number;
}

/** A header whose checksum holds, and how long it says its record is. */
function believableAt(bytes: Uint8Array, at: number): number | null {
  if (at + HEADER_BYTES > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER_BYTES);
  if (view.getUint32(4, true) !== 0 || view.getInt32(0, true) < 0) return null;
  if (maskedCrc32c(bytes, at, at + 8) !== view.getUint32(8, true)) return null;
  return HEADER_BYTES + view.getUint32(0, true) + FOOTER_BYTES;
}

const RECORDS: ReadonlyMap<number, number> = new Map(
  (function* (): Generator<[number, number]> {
    for (let at = 0; at < ORIGINAL.length; ) {
      const bytes = believableAt(ORIGINAL, at) ?? ORIGINAL.length;
      yield [at, bytes];
      at += bytes;
    }
  })(),
);

/** The whole records of the original that are still there. */
function untouchedRecords({ bytes, origin }: Mutated): RecordAt[] {
  const whole: RecordAt[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const start = origin[at] ?? -1;
    const length = RECORDS.get(start) ?? 0;
    let kept = 0;
    while (kept < length && origin[at + kept] === start + kept) kept++;
    if (length > 0 && kept === length) whole.push({ at, bytes: length });
  }
  return whole;
}

/** Every row by its step, with what it holds: a number, or the bytes that it points at. */
function rowsOf(file: Uint8Array, { tags }: EventBatch): string[] {
  return tags.flatMap(({ info, scalars, blobs }) =>
    scalars !== undefined
      ? Array.from(scalars.steps, (step, i) => `${step} ${info.tag} ${scalars.values[i]}`)
      : Array.from(blobs.steps, (step, i) => {
          const from = blobs.offsets[i] ?? 0;
          return `${step} ${info.tag} ${file.subarray(from, from + (blobs.lengths[i] ?? 0)).join()}`;
        }),
  );
}

test("no record is lost that the damage left whole", { timeout: 120_000 }, () => {
  const random = seededRandom(20_261_121);
  for (let i = 0; i < FILES; i++) {
    let mutated: Mutated = { bytes: ORIGINAL, origin: [...ORIGINAL.keys()] };
    for (let left = 1 + random(MOST_MUTATIONS); left > 0; left--) mutated = mutate(mutated, random);
    const { bytes } = mutated;
    const batch = new EventFileReader().read(bytes, { isEndOfFile: true });
    const found = rowsOf(bytes, batch);
    const wanted = untouchedRecords(mutated).flatMap(({ at, bytes: length }) => {
      const alone = bytes.slice(at, at + length);
      return rowsOf(alone, new EventFileReader().read(alone));
    });
    for (const row of wanted) {
      const at = found.indexOf(row);
      expect(at, `file ${i}: ${row.slice(0, 60)}`).toBeGreaterThanOrEqual(0);
      found.splice(at, 1);
    }
  }
});
