import { expect, test } from "vitest";
import sizes from "./sizes.json";
import { filesBelow, isTest, isTypeScript, textOf } from "./source-files.ts";

const MOST_LINES = 250;
const exceptions: Readonly<Record<string, number>> = sizes.fileLines;
const sources = filesBelow("src", (path) => isTypeScript(path) && !isTest(path));

function linesOf(path: string): number {
  return textOf(path).split("\n").length - 1;
}

test(`no source file is longer than ${MOST_LINES} lines, save the listed exceptions`, () => {
  const tooLong = sources
    .filter((path) => linesOf(path) > (exceptions[path] ?? MOST_LINES))
    .map((path) => `${path}: ${linesOf(path)} lines`);
  expect(tooLong).toEqual([]);
});

test("the exceptions only shrink: none allows more lines than its file has", () => {
  const loose = Object.entries(exceptions)
    .filter(([path, allowed]) => !sources.includes(path) || linesOf(path) < allowed)
    .map(([path]) => path);
  expect(loose).toEqual([]);
});

test("every source file begins by saying why it exists", () => {
  const silent = sources.filter((path) => !/^(#!.*\n)?\/\*\*/.test(textOf(path)));
  expect(silent).toEqual([]);
});
