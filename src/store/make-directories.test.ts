import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeDirectories } from "./make-directories.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nashboard-directories-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("directories that are missing are made, and one that is there is left as it is", () => {
  const path = join(folder, "a", "b", "c");
  makeDirectories(path);
  expect(statSync(path).isDirectory()).toBe(true);
  makeDirectories(path);
});

test("below a file none can be made, which is an error", () => {
  writeFileSync(join(folder, "file"), "");
  expect(() => makeDirectories(join(folder, "file", "a"))).toThrow("ENOTDIR");
});

test.skipIf(!existsSync("/proc/self"))("where the system makes none, as below /proc, it is an error", () => {
  expect(() => makeDirectories("/proc/nashboard-cache/a")).toThrow("ENOENT");
});
