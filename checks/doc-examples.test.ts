/** Runs the `@example` blocks of the metrics: each line `code; // => value` must give that value. */
import { describe, expect, test } from "vitest";
import * as metrics from "../src/metrics/index.ts";
import { filesBelow, isTest, isTypeScript, textOf } from "./source-files.ts";

interface Example {
  readonly name: string;
  readonly code: string;
}

const examples = filesBelow("src/metrics", (path) => isTypeScript(path) && !isTest(path)).flatMap(examplesOf);

function examplesOf(path: string): Example[] {
  const blocks = textOf(path).matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*\n(?:export )?(?:async )?\S+ (\w+)/g,
  );
  return [...blocks].flatMap(([, comment = "", item]) => {
    const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
    const start = lines.findIndex((line) => line.startsWith("@example"));
    return start < 0 ? [] : [{ name: `${path}: ${item}`, code: lines.slice(start + 1).join("\n") }];
  });
}

/** Turns `code; // => value` into a comparison; other lines run as they stand. */
function executable(code: string): string {
  return code.replace(/^(.*?);?\s*\/\/ => (.*)$/gm, (_line, expression: string, expected: string) =>
    [`compare((${expression}), (${expected}), ${JSON.stringify(expected)});`].join("\n"),
  );
}

/** A number agrees when it rounds to the digits written; an object when its written fields agree. */
function compare(actual: unknown, expected: unknown, written: string): void {
  const digits = Math.max(0, ...[...written.matchAll(/\.(\d+)/g)].map((match) => match[1]?.length ?? 0));
  expect(rounded(actual, digits)).toEqual(
    typeof expected === "object" && expected !== null && !Array.isArray(expected)
      ? expect.objectContaining(Object(rounded(expected, digits)))
      : rounded(expected, digits),
  );
}

function rounded(value: unknown, digits: number): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? Number(value.toFixed(digits)) + 0 : value;
  if (value instanceof Float64Array || value instanceof Float32Array || value instanceof Uint32Array) {
    return rounded(Array.from(value), digits);
  }
  if (Array.isArray(value)) return value.map((item) => rounded(item, digits));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(item, digits)]));
}

describe("the examples in the doc comments of the metrics", () => {
  test.each(examples)("$name", ({ code }) => {
    expect(code, "an example says what it gives: // => value").toMatch(/\/\/ => /);
    const run = new Function("compare", ...Object.keys(metrics), `"use strict";\n${executable(code)}`);
    run(compare, ...Object.values(metrics));
  });
});
