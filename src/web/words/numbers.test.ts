/** Numbers read as people write them, zero and the non-finite included. */
import { expect, test } from "vitest";
import {
  accuracyWords,
  areInPercent,
  difference,
  measured,
  percent,
  plural,
  rate,
  shortCount,
  sizeInBytes,
  whole,
} from "./numbers.ts";

test.each([
  [0, "0.000"],
  [0.7123, "0.712"],
  [-0.7123, "−0.712"],
  [13.84, "13.84"],
  [138.44, "138.4"],
  [1384, "1384"],
  [0.0000213, "2.1e−5"],
  [1234567, "1.2e+6"],
  ["NaN", "NaN"],
  ["-Infinity", "−∞"],
])("%s is written %s", (value, text) => {
  expect(measured(value)).toBe(text);
});

test("steps beyond 2^53 keep every digit", () => {
  expect(whole("9223372036854775807")).toBe("9223372036854775807");
  expect(whole(12000)).toBe("12,000");
});

test("shares are per cent", () => {
  expect(percent(0.613)).toBe("61 %");
  expect(percent("NaN")).toBe("NaN");
});

test("distances from chance carry their sign", () => {
  expect(difference(0.57, Math.LN2)).toBe("−0.12");
  expect(difference(1.5, 1.3863)).toBe("+0.11");
  expect(difference(0.249, 0.25)).toBe("+0.00");
});

test("counts and sizes are short", () => {
  expect(shortCount(1_240_000)).toBe("1.24M");
  expect(shortCount(999)).toBe("999");
  expect(sizeInBytes(512)).toBe("512 bytes");
  expect(sizeInBytes(5_242_880)).toBe("5.0 MiB");
  expect(plural(1, "run")).toBe("1 run");
  expect(plural(3, "loss", "losses")).toBe("3 losses");
});

test("accuracies logged in per cent are told from shares by any of them exceeding 1", () => {
  expect(areInPercent([0.98, 1, 0])).toBe(false);
  expect(areInPercent([98, 0.5])).toBe(true);
  expect(accuracyWords(0.5, true)).toBe("1 %");
  expect(accuracyWords(0.5, false)).toBe("50 %");
});

test("rates have as many digits as can be told", () => {
  expect([14.234, 100.2, 0.0312, 1234].map(rate)).toEqual(["14.2", "100", "0.0312", "1,230"]);
});
