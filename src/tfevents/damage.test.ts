/** What the reader does with files that are cut, overwritten or made up. */
import { describe, expect, test } from "vitest";
import { EventFileReader } from "./index.ts";
import { fromHex, joined } from "./testing/bytes.ts";
import { framed } from "./testing/records.ts";
import { VECTORS } from "./testing/vectors.ts";

const good = VECTORS.simpleValue;

function read(...parts: readonly Uint8Array[]) {
  return new EventFileReader().read(joined(parts));
}

/** `bytes` with one bit of byte `at` flipped. */
function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

describe("damage to one record", () => {
  test("a flipped bit in a payload that still parses costs that record alone", () => {
    const batch = read(good, flipped(good, 38), good);
    expect(batch.losses).toEqual([
      {
        offset: 44,
        bytes: 44,
        reason: "A payload of 28 bytes has the checksum 0xc0fe3ede, the file says 0xd1185e1b.",
      },
    ]);
    expect([batch.recordCount, batch.tags[0]?.scalars?.values]).toEqual([2, Float64Array.of(1.5, 1.5)]);
  });

  test("a bad length checksum costs the bytes up to the next intact record", () => {
    const batch = read(good, fromHex("1800000000000000 997f4b55"), new Uint8Array(7).fill(9), good);
    expect(batch.losses).toEqual([
      {
        offset: 44,
        bytes: 19,
        reason: "No record begins here: the length's checksum is 0x224b7fa3, the file says 0x554b7f99.",
      },
    ]);
    expect(batch.recordCount).toBe(2);
  });

  test("a bad payload checksum is told with both numbers", () => {
    const batch = read(
      fromHex("1800000000000000 a37f4b22 123456789abcdef012345678 123456789abcdef012345678 df9b5713"),
      good,
    );
    expect(batch.losses[0]?.reason).toContain("the file says 0x13579bdf");
    expect([batch.losses[0]?.bytes, batch.recordCount]).toEqual([40, 1]);
  });

  test("a payload that is no Event costs that record and leaves nothing of it behind", () => {
    // a good summary of a new tag, then a field that claims more bytes than there are
    const payload = joined([good.subarray(12, 40), fromHex("2aff01")]);
    const batch = read(framed(payload), VECTORS.tensorContent);
    expect(batch.losses).toEqual([
      {
        offset: 0,
        bytes: payload.length + 16,
        reason:
          "A record of 31 bytes with a valid checksum is not an Event: a field claims 255 bytes where 0 are left.",
      },
    ]);
    expect(batch.tags.map(({ info }) => info.tag)).toEqual(["a"]);
  });

  test("the order good, NaN time, bad event, bad checksum keeps exactly the good ones", () => {
    const notANumber = joined([fromHex("09 000000000000f87f"), good.subarray(21, 40)]);
    const batch = read(good, framed(notANumber), framed(fromHex("07")), flipped(good, 30), good);
    expect(batch.losses.map(({ offset }) => offset)).toEqual([88, 105]);
    expect(batch.tags[0]?.scalars?.wallTimes).toEqual(Float64Array.of(1000, 1000, 1000));
  });
});

describe("the end of a file", () => {
  test("an empty file is at a record boundary", () => {
    expect(read()).toMatchObject({ ended: { state: "at-record-boundary" }, resumeOffset: 0, recordCount: 0 });
  });

  test("a truncated record is a state, and is read when the rest arrives", () => {
    const reader = new EventFileReader();
    expect(reader.read(joined([good, good.subarray(0, 30)]))).toMatchObject({
      losses: [],
      resumeOffset: 44,
      ended: { state: "inside-record", pendingBytes: 30, neededBytes: 44 },
    });
    expect(reader.read(good.subarray(30))).toMatchObject({
      recordCount: 1,
      resumeOffset: 88,
      ended: { state: "at-record-boundary" },
    });
  });

  test("a tail of zeros is waited on, not lost", () => {
    expect(read(good, new Uint8Array(5000))).toMatchObject({
      losses: [],
      recordCount: 1,
      resumeOffset: 44,
      ended: { state: "in-zeros", pendingBytes: 5000 },
    });
  });

  test("zeros that other bytes follow are lost", () => {
    const batch = read(good, new Uint8Array(5000), good);
    expect(batch.losses).toMatchObject([{ offset: 44, bytes: 5000 }]);
    expect(batch.recordCount).toBe(2);
  });

  test("rubbish without end is a search, whose start is where to resume", () => {
    expect(read(good, new Uint8Array(300).fill(7))).toMatchObject({
      losses: [],
      resumeOffset: 44,
      ended: { state: "resynchronising", pendingBytes: 300 },
    });
  });
});

describe("records that are valid but unusual", () => {
  test("an empty payload is an event without content", () => {
    expect(read(framed(new Uint8Array(0)), good)).toMatchObject({ recordCount: 2, losses: [] });
  });

  test("a length beyond what protobuf allows is damage, even with a good checksum", () => {
    const batch = read(framed(new Uint8Array(3), 2 ** 31), good);
    expect(batch.losses).toMatchObject([
      { offset: 0, bytes: 19, reason: "A record's length is more than the 2 GiB that a message can have." },
    ]);
  });

  test("a huge length that protobuf allows is waited for without memory set aside", () => {
    const start = framed(new Uint8Array(0), 2 ** 31 - 1).subarray(0, 12);
    expect(read(start)).toMatchObject({
      ended: { state: "inside-record", pendingBytes: 12, neededBytes: 2 ** 31 + 15 },
    });
  });

  test("a step of 2^62 before a summary given twice, with unknown fields and groups between", () => {
    const summary = fromHex("f80105 9b06 0801 9c06 0a0d 0a066c6f73732f47 150000c03f");
    const field = joined([Uint8Array.of(0x2a, summary.length), summary]);
    const step = fromHex("10 808080808080808040");
    const batch = read(framed(joined([field, fromHex("e30608 01 e406"), field, step])));
    expect(batch.losses).toEqual([]);
    expect(batch.tags[0]?.scalars?.steps).toEqual(BigInt64Array.of(2n ** 62n, 2n ** 62n));
  });
});

describe("a record that was cut by a killed writer, with others written behind it", () => {
  const cut = framed(new Uint8Array(200).fill(9)).subarray(0, 150);

  test("costs no more than itself", () => {
    const batch = read(good, cut, good, good, good, good);
    expect(batch.losses).toMatchObject([{ offset: 44, bytes: 150 }]);
    expect(batch).toMatchObject({ recordCount: 5, ended: { state: "at-record-boundary" } });
  });

  test("leads to the first intact record also where the one after it is damaged", () => {
    const batch = read(cut, flipped(good, 30), good, good);
    expect(batch.losses).toMatchObject([{ offset: 0, bytes: 194 }]);
    expect(batch.recordCount).toBe(2);
  });

  test("is waited for as long as it may be one that is still being written", () => {
    expect(read(good, cut)).toMatchObject({
      losses: [],
      ended: { state: "inside-record", pendingBytes: 150, neededBytes: 216 },
    });
  });

  test("costs no more than itself at the end of the file too, where that is said to be the end", () => {
    const reader = new EventFileReader();
    const batch = reader.read(joined([good, cut, good, good.subarray(0, 20)]), { isEndOfFile: true });
    expect(batch.losses).toMatchObject([{ offset: 44, bytes: 150 }]);
    expect(batch).toMatchObject({ recordCount: 2, ended: { state: "inside-record", pendingBytes: 20 } });
    expect(reader.read(joined([good.subarray(20), good]), { isEndOfFile: true }).recordCount).toBe(2);
  });

  test("is waited for at the end of the file as long as no whole record follows", () => {
    const reader = new EventFileReader();
    const batch = reader.read(joined([good, cut, good.subarray(0, 40)]), { isEndOfFile: true });
    expect(batch).toMatchObject({ losses: [], ended: { state: "inside-record", pendingBytes: 190 } });
    expect(reader.read(good.subarray(40), { isEndOfFile: true }).recordCount).toBe(1);
  });

  test("with the longest length that there is leaves later damaged records to be searched", () => {
    const endless = framed(new Uint8Array(0), 2 ** 31 - 1).subarray(0, 12);
    const swallowing = joined([framed(new Uint8Array(200)).subarray(0, 100), good, good, good]);
    const reader = new EventFileReader();
    const batch = reader.read(joined([endless, good, swallowing, good]), { isEndOfFile: true });
    expect(batch.losses).toMatchObject([
      { offset: 0, bytes: 12 },
      { offset: 56, bytes: 100 },
    ]);
    expect(batch).toMatchObject({ recordCount: 5, ended: { state: "at-record-boundary" } });
  });

  test("costs no more than itself where the search for records in damaged ones has been used up", () => {
    const planted = framed(new Uint8Array(0), 200_000).subarray(0, 12);
    const headers = Array.from({ length: 20_000 }, () => planted);
    const reader = new EventFileReader();
    const batch = reader.read(joined([...headers, new Uint8Array(200_004), good, cut, good]), {
      isEndOfFile: true,
    });
    expect(batch.recordCount).toBe(2);
    expect(batch.losses.at(-1)).toMatchObject({ bytes: 150 });
    expect(batch.ended).toEqual({ state: "at-record-boundary" });
  });

  test("says what is wrong while it cannot know whether another begins in its last bytes", () => {
    expect(read(good, flipped(good, 38))).toMatchObject({
      losses: [],
      resumeOffset: 44,
      ended: {
        state: "resynchronising",
        pendingBytes: 44,
        reason: "A payload of 28 bytes has the checksum 0xc0fe3ede, the file says 0xd1185e1b.",
      },
    });
  });
});

test("headers planted to be searched in vain cost time in proportion to the file", () => {
  const planted = framed(new Uint8Array(0), 200_000).subarray(0, 12);
  const count = 60_000;
  const batch = read(...Array.from({ length: count }, () => planted), new Uint8Array(200_004), good);
  expect(batch.recordCount).toBe(1);
});
