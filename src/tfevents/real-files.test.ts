/** Files by TensorFlow, PyTorch and tensorboardX, against what TensorBoard's own loader reads from them. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";
import type { EventBatch, TagBatch } from "../model/index.ts";
import {
  decodeAudio,
  decodeHistogram,
  decodeHyperparameters,
  decodeImages,
  decodeTensor,
  decodeText,
  EventFileReader,
} from "./index.ts";

interface ExpectedValue {
  readonly step: string;
  readonly wallTime: number;
  readonly scalar?: number | string;
  readonly numbers?: readonly (number | string)[];
  readonly shape?: readonly number[];
  readonly text?: readonly string[];
  readonly width?: number;
  readonly height?: number;
  readonly sha256?: readonly string[];
  readonly hparams?: Readonly<Record<string, unknown>>;
}

interface ExpectedFile {
  readonly fileVersion: string;
  readonly writer: string;
  readonly records: number;
  readonly sessionStarts: readonly string[];
  readonly tags: Readonly<
    Record<string, { plugin: string; description: string; values: readonly ExpectedValue[] }>
  >;
}

/** TensorBoard leaves the tag of a value that has only a node name empty. */
const NAMED_BY_NODE = "only a node name";
const ROOT = join(import.meta.dirname, "../../fixtures/tfevents");

function filesByRealWriters(): { path: string; expected: ExpectedFile }[] {
  return readdirSync(ROOT).flatMap((writer) => {
    const directory = join(ROOT, writer);
    // The file is made by scripts/fixtures/make-tfevents.py in this form.
    const byPath = JSON.parse(readFileSync(join(directory, "expected.json"), "utf8")) as Record<
      string,
      ExpectedFile
    >;
    return eventFilesIn(directory).map((file) => ({
      path: join(writer, file),
      expected: byPath[file.replaceAll(sep, "/")] ?? fail(file),
    }));
  });
}

function eventFilesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.includes("tfevents"))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}

describe.each(filesByRealWriters())("$path", ({ path, expected }) => {
  const file = readFileSync(join(ROOT, path));
  const batch = new EventFileReader().read(file);

  test("every record is read and nothing is lost", () => {
    expect(factsOf(batch)).toEqual({
      recordCount: expected.records,
      losses: [],
      ended: { state: "at-record-boundary" },
      resumeOffset: file.length,
      fileVersion: expected.fileVersion,
      writer: expected.writer,
      sessionStarts: expected.sessionStarts.map(BigInt),
    });
    expect(batch.tags.map(expectedTag)).toEqual(Object.keys(expected.tags));
  });

  test.each(batch.tags)("$info.tag agrees with TensorBoard in every value", (tag) => {
    const { plugin, description, values } = expected.tags[expectedTag(tag)] ?? fail(tag.info.tag);
    expect([tag.info.plugin, tag.info.description]).toEqual([plugin, description]);
    const columns = tag.scalars ?? tag.blobs;
    expect([...columns.steps].map(String)).toEqual(values.map(({ step }) => step));
    expect([...columns.wallTimes]).toEqual(values.map(({ wallTime }) => wallTime));
    values.forEach((value, row) => {
      expect(contentOf(tag, row, file)).toEqual(expectedContent(value));
    });
  });
});

function factsOf({ tags: _, ...facts }: EventBatch): Omit<EventBatch, "tags"> {
  return facts;
}

function expectedTag({ info }: TagBatch): string {
  return info.tag === NAMED_BY_NODE ? "" : info.tag;
}

function fail(tag: string): never {
  throw new Error(`TensorBoard does not know the tag ${tag}`);
}

/** A value with scalars as lists of one number. */
function expectedContent(value: ExpectedValue): unknown {
  const { step: _, wallTime: __, scalar, ...content } = value;
  if (scalar !== undefined) return { numbers: [Number(scalar)] };
  const { numbers, shape, ...rest } = content;
  if (numbers === undefined || shape === undefined) return content;
  return { ...rest, ...(shape.length > 0 ? { shape } : {}), numbers: numbers.map(Number) };
}

function contentOf(tag: TagBatch, row: number, file: Uint8Array): unknown {
  if (tag.scalars !== undefined) return { numbers: [tag.scalars.values[row]] };
  const from = tag.blobs.offsets[row] ?? Number.NaN;
  const value = file.subarray(from, from + (tag.blobs.lengths[row] ?? Number.NaN));
  switch (tag.info.kind) {
    case "histogram": {
      const { lefts, rights, counts } = decodeHistogram(value);
      const rows = [...lefts].flatMap((left, i) => [left, rights[i], counts[i]].map(Number));
      // TensorBoard's Python reader rounds TF1 histograms to float32.
      const isRounded = !holdsTensor(value);
      return { shape: [lefts.length, 3], numbers: isRounded ? rows.map(Math.fround) : rows };
    }
    case "image": {
      const { width, height, images } = decodeImages(value);
      expect(tag.blobs.itemCounts[row]).toBe(images.length);
      return { width, height, sha256: images.map(digest) };
    }
    case "audio":
      return { sha256: decodeAudio(value).clips.map(({ encoded }) => digest(encoded)) };
    case "text":
      return { text: decodeText(value) };
    case "hparams":
      return {
        hparams: Object.fromEntries(decodeHyperparameters(value).map((one) => [one.name, one.value])),
      };
    case "graph":
      return { sha256: [digest(value)] };
    default: {
      const { kind, shape, values } = decodeTensor(value);
      return kind === "strings"
        ? { sha256: values.map(digest) }
        : { shape, numbers: Array.from(values, Number) };
    }
  }
}

function holdsTensor(value: Uint8Array): boolean {
  try {
    return decodeTensor(value).shape.length > 0;
  } catch {
    return false;
  }
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
