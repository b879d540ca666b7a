/** Decoders meet bytes that nobody meant for them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExplainedError } from "../model/index.ts";
import {
  decodeAudio,
  decodeHistogram,
  decodeHyperparameters,
  decodeImages,
  decodeTensor,
  decodeText,
  EventFileReader,
} from "./index.ts";
import { joined, written } from "./testing/bytes.ts";
import { bytesField, metadata, tensor, textField } from "./testing/messages.ts";
import { VECTORS } from "./testing/vectors.ts";

const DECODERS = {
  decodeAudio,
  decodeHistogram,
  decodeHyperparameters,
  decodeImages,
  decodeTensor,
  decodeText,
};
const SEED = 20_240_602;

function valuesIn(file: Uint8Array): Uint8Array[] {
  return new EventFileReader().read(file).tags.flatMap(({ blobs }) => {
    const offsets = [...(blobs?.offsets ?? [])];
    return offsets.map((offset, i) => file.slice(offset, offset + (blobs?.lengths[i] ?? 0)));
  });
}

const VALID = [
  VECTORS.legacyHistogram,
  VECTORS.legacyImage,
  written((writer) => {
    writer.hyperparameters({ lr: 1, loss: "hinge" });
    writer.images("i", 0, { width: 1, height: 1, encoded: [Uint8Array.of(1, 2, 3)] });
    writer.audio("a", 0, { encoded: [Uint8Array.of(1, 2, 3)], labels: ["one"] });
    writer.text("t", 0, ["one", "two"]);
    writer.tensor("x", 0, { shape: [2], values: BigInt64Array.of(1n, 2n) }, { plugin: "nashboard" });
  }),
].flatMap(valuesIn);

const mutated = fc
  .tuple(fc.constantFrom(...VALID), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.nat())
  .map(([value, edits, cut]) => {
    const bytes = value.slice(0, cut % 3 === 0 ? cut % (value.length + 1) : value.length);
    for (const [at, byte] of edits) if (bytes.length > 0) bytes[at % bytes.length] = byte;
    return bytes;
  });

test.each(Object.entries(DECODERS))("%s answers or explains, whatever the bytes", (_, decode) => {
  fc.assert(
    fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 80 })), (bytes) => {
      const before = bytes.slice();
      try {
        decode(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(ExplainedError);
      }
      expect(bytes).toEqual(before);
    }),
    { seed: SEED, numRuns: 1500 },
  );
});

describe("hostile shapes", () => {
  test.each([
    ["numbers", tensor(1, [2 ** 40], bytesField(5, new Uint8Array(4)))],
    ["many dimensions", tensor(1, Array(60).fill(2 ** 20))],
    ["integers", tensor(9, [2 ** 50])],
    ["strings", tensor(7, [2 ** 40], textField(8, "x"))],
    ["a negative dimension", tensor(1, [-1])],
  ])("of %s are refused before anything is allocated", (_, value) => {
    expect(() => decodeTensor(value)).toThrow(expect.objectContaining({ code: "TFEVENTS_VALUE_UNEXPECTED" }));
  });

  test("groups nested 200 deep are refused", () => {
    const deep = joined([new Uint8Array(200).fill(0x0b), new Uint8Array(200).fill(0x0c)]);
    expect(() => decodeTensor(bytesField(8, deep))).toThrow(
      expect.objectContaining({ code: "TFEVENTS_VALUE_MALFORMED" }),
    );
  });

  test("hyperparameters cut off inside a name are explained", () => {
    const content = bytesField(2, Uint8Array.of(0x1a, 0x7f));
    const value = bytesField(9, bytesField(1, textField(1, "hparams"), content));
    expect(() => decodeHyperparameters(value)).toThrow("not well formed");
    expect(decodeHyperparameters(metadata("hparams"))).toEqual([]);
  });
});
