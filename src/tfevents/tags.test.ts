/** What the reader makes of tags: their names, their kinds, and values that do not fit. */
import { describe, expect, test } from "vitest";
import type { EventBatch, TagInfo } from "../model/index.ts";
import { EventFileReader } from "./index.ts";
import { fromHex, joined, written } from "./testing/bytes.ts";
import {
  bytesField,
  float32Field,
  metadata,
  tensor,
  textField,
  valueRecord,
  varintField,
} from "./testing/messages.ts";
import { framed } from "./testing/records.ts";

const A = textField(1, "a");
const NUMBER = tensor(1, [], bytesField(5, fromHex("0000803f")));
const PAIR = tensor(1, [2], bytesField(5, fromHex("0000803f")));
const SIMPLE = float32Field(2, 0.5);
const classOf = (dataClass: number): Uint8Array => varintField(4, dataClass);

function read(...records: readonly Uint8Array[]): EventBatch {
  return new EventFileReader().read(joined(records));
}

function infoAfter(...records: readonly Uint8Array[]): TagInfo | undefined {
  return read(...records).tags[0]?.info;
}

describe("a tag's kind", () => {
  test.each([
    ["a simple value", [SIMPLE], "scalar", "scalars"],
    ["a simple value of a foreign plugin", [SIMPLE, metadata("foreign")], "scalar", "scalars"],
    ["a number without metadata", [NUMBER], "scalar", ""],
    ["a number of an unknown plugin", [NUMBER, metadata("foreign")], "scalar", "foreign"],
    ["a number of class tensor", [NUMBER, metadata("foreign", classOf(2))], "tensor", "foreign"],
    ["a shape [1] of class scalar", [tensor(1, [1]), metadata("foreign", classOf(1))], "scalar", "foreign"],
    ["a pair of an unknown plugin", [PAIR, metadata("nashboard", classOf(2))], "tensor", "nashboard"],
    ["a pair without metadata", [PAIR], "tensor", ""],
    ["no payload at all", [], "tensor", ""],
    ["histograms", [PAIR, metadata("histograms")], "histogram", "histograms"],
    ["pr_curves", [PAIR, metadata("pr_curves")], "pr-curve", "pr_curves"],
    ["mesh", [PAIR, metadata("mesh")], "mesh", "mesh"],
    ["custom_scalars", [PAIR, metadata("custom_scalars")], "custom-scalars", "custom_scalars"],
    ["a Keras graph", [PAIR, metadata("graph_keras_model")], "graph", "graph_keras_model"],
    ["hparams without payload", [metadata("hparams")], "hparams", "hparams"],
    ["a TF1 histogram", [bytesField(5)], "histogram", "histograms"],
    ["TF1 audio", [bytesField(6)], "audio", "audio"],
  ])("of %s", (_, fields, kind, plugin) => {
    expect(infoAfter(valueRecord(0, A, ...fields))).toMatchObject({ kind, plugin });
  });

  test("is that of its first metadata, whatever later values say", () => {
    const first = valueRecord(
      0,
      A,
      PAIR,
      metadata("histograms", textField(2, "Shown"), textField(3, "In *words*")),
    );
    expect(infoAfter(first, valueRecord(1, A, PAIR, metadata("mesh", textField(2, "Other"))))).toEqual({
      tag: "a",
      kind: "histogram",
      plugin: "histograms",
      displayName: "Shown",
      description: "In *words*",
    });
  });

  test("comes from later metadata where the first value had none, and no value is lost", () => {
    const batch = read(valueRecord(0, A, PAIR), valueRecord(1, A, PAIR, metadata("histograms")));
    expect(batch.tags[0]?.info).toMatchObject({ kind: "histogram", plugin: "histograms" });
    expect(batch.tags[0]?.blobs?.steps).toEqual(BigInt64Array.of(0n, 1n));
  });

  test("is remembered by a new reader that is told of it", () => {
    const known = [
      { tag: "a", kind: "histogram", plugin: "histograms", displayName: "", description: "" },
    ] as const;
    const { tags } = new EventFileReader({ knownTags: known }).read(valueRecord(3, A, NUMBER));
    expect(tags[0]?.info).toEqual(known[0]);
    expect(tags[0]?.blobs?.steps).toEqual(BigInt64Array.of(3n));
  });
});

describe("a tag's name", () => {
  test("is the node name where the tag is empty", () => {
    expect(infoAfter(valueRecord(0, textField(7, "node"), SIMPLE))?.tag).toBe("node");
    expect(infoAfter(valueRecord(0, textField(7, "node"), A, SIMPLE))?.tag).toBe("a");
  });

  test.each(["", "with/slash and space", "emoji 🎈", "x".repeat(200_000)])("may be %.30j", (tag) => {
    expect(infoAfter(valueRecord(0, textField(1, tag), SIMPLE))?.tag).toBe(tag);
  });

  test("that is not UTF-8 has replacement characters, and spellings that read alike are one tag", () => {
    const bad = [fromHex("61ff"), fromHex("61fe")].map((bytes) =>
      valueRecord(0, bytesField(1, bytes), SIMPLE),
    );
    const { tags } = read(...bad);
    expect(tags.map(({ info }) => info.tag)).toEqual(["a\ufffd"]);
    expect(tags[0]?.scalars?.values.length).toBe(2);
  });

  test("is kept apart from names made to have the same hash", () => {
    const names = collidingNames(6);
    const file = written((writer) => {
      for (let i = 0; i < 2 * names.length; i++) writer.scalar(names[i % names.length] ?? "", i, i);
    });
    const { tags } = new EventFileReader().read(file);
    expect(tags.map(({ info }) => info.tag)).toEqual(names);
    expect(tags.map(({ scalars }) => [...(scalars?.values ?? [])])).toEqual(
      names.map((_, i) => [i, i + names.length]),
    );
  });

  test("is kept apart from 20,000 others", () => {
    const file = written((writer) => {
      for (let i = 0; i < 40_000; i++) writer.scalar(`tag ${i % 20_000}`, i, i);
    });
    const { tags } = new EventFileReader().read(file);
    expect(tags.length).toBe(20_000);
    const wrong = tags.filter(({ info, scalars }) => {
      const number = Number(info.tag.slice(4));
      return scalars?.values[0] !== number || scalars?.values[1] !== number + 20_000;
    });
    expect(wrong).toEqual([]);
  });
});

describe("a value that does not fit its scalar tag", () => {
  test("is reported as lost by itself, and the rest of its record counts", () => {
    const values = [bytesField(1, A, PAIR), bytesField(1, textField(1, "b"), SIMPLE)];
    const record = framed(joined([varintField(2, 4), bytesField(5, ...values)]));
    const first = valueRecord(0, A, SIMPLE);
    const { losses, recordCount, tags } = read(first, record);
    expect(losses).toEqual([
      {
        offset: first.length + 12 + 2 + 2 + 2,
        bytes: (values[0]?.length ?? 0) - 2,
        reason: 'A value of the scalar tag "a" is not one real number (tensor).',
      },
    ]);
    expect([recordCount, tags.map(({ info }) => info.tag)]).toEqual([2, ["a", "b"]]);
  });
});

describe("graphs", () => {
  test("are filed under TensorBoard's tags and point at the serialized graph", () => {
    const runMetadata = bytesField(8, textField(1, "step 1"), bytesField(2, fromHex("0a00")));
    const { tags } = read(
      framed(bytesField(4, fromHex("2200"))),
      framed(runMetadata),
      framed(bytesField(9, fromHex("00"))),
    );
    expect(
      tags.map(({ info, blobs }) => [info.tag, info.kind, info.plugin, blobs?.offsets[0], blobs?.lengths[0]]),
    ).toEqual([
      ["__run_graph__", "graph", "graphs", 14, 2],
      ["step 1", "graph", "graph_tagged_run_metadata", 44, 2],
      ["__run_meta_graph__", "graph", "graphs", 64, 1],
    ]);
  });
});

/** 2^`levels` names with one FNV-1a hash: pairs that lead from the same state to the same state, chained. */
function collidingNames(levels: number): string[] {
  let names = [""];
  let state = 0x811c9dc5;
  for (let level = 0; level < levels; level++) {
    const pair = collidingPair(state);
    names = names.flatMap((name) => pair.endings.map((ending) => name + ending));
    state = pair.state;
  }
  return names;
}

function collidingPair(state: number): { endings: [string, string]; state: number } {
  const seen = new Map<number, string>();
  for (let i = 0; ; i++) {
    const ending = i.toString(36).padStart(6, "0");
    const hash = [...ending].reduce((h, letter) => Math.imul(h ^ letter.charCodeAt(0), 0x01000193), state);
    const other = seen.get(hash);
    if (other !== undefined) return { endings: [other, ending], state: hash };
    seen.set(hash, ending);
  }
}
