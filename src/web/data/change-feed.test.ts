/** When messages follow on each other, and when some are missing between. */
import { expect, test } from "vitest";
import { continuityOf } from "./change-feed.ts";

const event = (previousSeq: number, seq: number, epoch = "a") => ({
  epoch,
  correctionsCount: 0,
  previousSeq,
  seq,
});
const last = event(41, 42);

test("the first message of all has nothing before it to miss", () => {
  expect(continuityOf(null, event(41, 42))).toBe("next");
});

test("a message that continues from the last is next", () => {
  expect(continuityOf(last, event(42, 45))).toBe("next");
});

test("a message that continues from a later one than ours reveals a gap", () => {
  expect(continuityOf(last, event(43, 44))).toBe("gap");
});

test("a server that was restarted has another sequence, which is a gap wherever it counts from", () => {
  expect(continuityOf(last, event(42, 43, "b"))).toBe("gap");
});

test("after a correction of roles anything may have changed", () => {
  expect(continuityOf(last, { ...event(42, 42), correctionsCount: 1 })).toBe("gap");
});

test("a message sent twice is a repeat", () => {
  expect(continuityOf(last, event(41, 42))).toBe("repeat");
});
