/** The short way of reading plain scalars against the general one, which an unknown field enforces. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { EventFileReader } from "./index.ts";
import { joined } from "./testing/bytes.ts";
import { bytesField, float32Field, metadata, tensor, textField, varintField } from "./testing/messages.ts";
import { framed } from "./testing/records.ts";

const SEED = 20_261_122;
const DT_FLOAT = 1;
const DT_DOUBLE = 2;

/** Field 100, which no Event has. */
const UNKNOWN_FIELD = varintField(100, 1);

function wallTimeField(seconds: number): Uint8Array {
  return joined([Uint8Array.of(9), new Uint8Array(Float64Array.of(seconds).buffer)]);
}

const payload = fc.oneof(
  fc.float().map((value) => float32Field(2, value)),
  fc
    .float()
    .map((value) => tensor(DT_FLOAT, [], bytesField(4, new Uint8Array(Float32Array.of(value).buffer)))),
  fc
    .float()
    .map((value) => tensor(DT_FLOAT, [], bytesField(5, new Uint8Array(Float32Array.of(value).buffer)))),
  fc
    .double()
    .map((value) => tensor(DT_DOUBLE, [], bytesField(4, new Uint8Array(Float64Array.of(value).buffer)))),
  fc.constant(tensor(DT_FLOAT, [2], bytesField(4, new Uint8Array(8)))),
  fc.constant(bytesField(8, varintField(1, DT_FLOAT), bytesField(4, new Uint8Array(4)))),
  fc.constant(bytesField(4, new Uint8Array(4))),
);
const event = fc
  .record({
    wallTime: fc.double(),
    step: fc.option(fc.oneof(fc.nat(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))),
    tag: fc.constantFrom("loss/G", "loss/D", "", "ü", "g".repeat(127), "g".repeat(128)),
    value: payload,
    after: fc.constantFrom(new Uint8Array(), metadata("scalars"), metadata("images"), Uint8Array.of(0x4a, 9)),
  })
  .map(({ wallTime, step, tag, value, after }) =>
    joined([
      wallTimeField(wallTime),
      step === null ? new Uint8Array() : varintField(2, step),
      bytesField(5, bytesField(1, textField(1, tag), value, after)),
    ]),
  );

test("any event is read alike on either way", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), (events) => {
      const read = (more: Uint8Array) => {
        const { tags, losses } = new EventFileReader().read(
          joined(events.map((payloadBytes) => framed(joined([payloadBytes, more])))),
        );
        return {
          lossCount: losses.length,
          columns: tags.map(({ info, scalars, blobs }) => [
            info,
            scalars ?? { steps: blobs.steps, wallTimes: blobs.wallTimes },
          ]),
        };
      };
      expect(read(new Uint8Array())).toEqual(read(UNKNOWN_FIELD));
    }),
    { seed: SEED, numRuns: 500 },
  );
});
