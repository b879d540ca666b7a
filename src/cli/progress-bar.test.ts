/** The progress bar: for people at a terminal, and for nobody else. */
import { expect, test } from "vitest";
import { openProgressBar } from "./progress-bar.ts";

function barOn(output: { readonly isTTY: boolean; readonly columns?: number }) {
  const written: string[] = [];
  let now = 0;
  const bar = openProgressBar({ ...output, write: (text) => written.push(text) }, () => now);
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { bar, written, pass };
}

const HALF = { done: 1, total: 2, words: "Reading 1 of 2 MB" };

test("shows the share done as a bar, a percentage and words", () => {
  const { bar, written } = barOn({ isTTY: true });
  bar.show(HALF);
  expect(written).toEqual(["\r\u001b[2K[############------------]  50 % Reading 1 of 2 MB"]);
});

test("is drawn ten times a second at most, and goes away", () => {
  const { bar, written, pass } = barOn({ isTTY: true });
  for (let i = 0; i < 30; i++) {
    bar.show(HALF);
    pass(10);
  }
  bar.clear();
  expect(written).toHaveLength(4);
  expect(written.at(-1)).toBe("\r\u001b[2K");
});

test("never wraps, and never shows more than all of it", () => {
  const { bar, written } = barOn({ isTTY: true, columns: 34 });
  bar.show({ done: 3, total: 2, words: "Reading" });
  expect(written).toEqual(["\r\u001b[2K[########################] 100 % "]);
});

test("writes nothing where stderr is no terminal", () => {
  const { bar, written } = barOn({ isTTY: false });
  bar.show(HALF);
  bar.clear();
  expect([bar.isVisible, written]).toEqual([false, []]);
});
