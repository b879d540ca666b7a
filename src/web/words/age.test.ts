/** The words for the age of data, at every border where they change. */
import { expect, test } from "vitest";
import { dataAge, duration, liveWords } from "./age.ts";

const NOW = 1_700_000_000;
const open = { state: "open" } as const;

test.each([
  [0.42, "live · 0.4 s behind", "live"],
  [9.99, "live · 9.9 s behind", "live"],
  [10, "stale 10 s", "stale"],
  [42.7, "stale 42 s", "stale"],
  [119.9, "stale 1 min", "stale"],
  [120, "quiet for 2 min", "quiet"],
  [200, "quiet for 3 min", "quiet"],
  [7500, "quiet for 2 h 05 min", "quiet"],
])("data of %d s ago reads %s", (age, words, freshness) => {
  expect(dataAge(NOW - age, NOW)).toEqual({ words, freshness });
});

test("a run without points has no age", () => {
  expect(dataAge(null, NOW)).toEqual({ freshness: "unknown", words: "no data yet" });
});

test("does not call data decades old whose times count from the start of the training", () => {
  expect(dataAge(125 * 60, NOW)).toEqual({
    freshness: "unknown",
    words: "logged 2 h 05 min into training; its age is not in the log",
  });
});

test("a writer whose clock is ahead is said to be, not shown as live", () => {
  expect(dataAge(NOW + 90, NOW)).toEqual({
    freshness: "clock-ahead",
    words: "clock of the writer is 1 min ahead",
  });
});

test("a small difference of clocks counts as no delay", () => {
  expect(dataAge(NOW + 2, NOW).words).toBe("live · 0.0 s behind");
});

test("a lost connection outranks fresh data and still says how old the data is", () => {
  expect(liveWords({ state: "retrying", sinceSeconds: NOW - 3 }, NOW - 4, NOW)).toEqual({
    tone: "lost",
    words: "disconnected, retrying · data 4.0 s old",
  });
});

test("an open connection does not make old data live", () => {
  expect(liveWords(open, NOW - 42, NOW)).toEqual({ tone: "stale", words: "stale 42 s" });
  expect(liveWords(open, NOW - 180, NOW)).toEqual({ tone: "quiet", words: "quiet for 3 min" });
});

test.each([
  [59.9, "59 s"],
  [60, "1 min"],
  [3599, "59 min"],
  [3600, "1 h 00 min"],
  [86_400, "1 d 0 h"],
  [86_400 * 8, "8 d"],
])("%d s is %s", (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
