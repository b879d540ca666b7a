/** When messages follow on each other, and when some are missing between. */
import { expect, test } from "vitest";
import { continuityOf } from "./change-feed.ts";

const event = (previousSeq: number, seq: number) => ({ previousSeq, seq, runs: [] });

test("the first message after opening has nothing before it to miss", () => {
  expect(continuityOf(null, event(41, 42))).toBe("next");
});

test("a message that continues from the last is next", () => {
  expect(continuityOf(42, event(42, 45))).toBe("next");
});

test("a message that continues from a later one than ours reveals a gap", () => {
  expect(continuityOf(42, event(43, 44))).toBe("gap");
});

test("a server that was restarted counts from the beginning, which is a gap", () => {
  expect(continuityOf(42, event(0, 1))).toBe("gap");
});

test("a message sent twice is a repeat", () => {
  expect(continuityOf(42, event(41, 42))).toBe("repeat");
});
