import { expect, it } from "vitest";
import { knownLossesOf } from "./known-losses.ts";
import { progressOf } from "./testing/ingests.ts";

const LOST = { offset: 3, bytes: 4, reason: "payload checksum" };

it("names the tail in which no record was found, after what was lost before", () => {
  const file = progressOf("/f", {
    dataLosses: [LOST],
    recordCount: 2,
    resumeOffset: 50,
    ended: { state: "resynchronising", pendingBytes: 30 },
  });
  expect(knownLossesOf(file)).toEqual([
    LOST,
    {
      offset: 50,
      bytes: 30,
      reason: "no valid record up to the end of the file; it is read on when it grows",
    },
  ]);
});

it("says what is wrong with the first record of that tail, where that is known", () => {
  const ended = { state: "resynchronising", pendingBytes: 44, reason: "The checksum is bad." } as const;
  expect(knownLossesOf(progressOf("/f", { recordCount: 1, ended }))[0]?.reason).toBe(
    "The checksum is bad. Behind it: no valid record up to the end of the file; it is read on when it grows",
  );
});

it("says of a file without any record that it holds no events", () => {
  const file = progressOf("/f", { ended: { state: "resynchronising", pendingBytes: 5000 } });
  expect(knownLossesOf(file)[0]?.reason).toContain("it holds no events");
});

it("does not call a record that is still being written a loss", () => {
  const file = progressOf("/f", { ended: { state: "inside-record", pendingBytes: 5, neededBytes: 40 } });
  expect(knownLossesOf(file)).toEqual([]);
});
