/** An export is whole or it is not there. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type PointsTarget, writeExport } from "./export-writing.ts";
import { longSeries, sourceOf } from "./testing/export-source.ts";

const FORMATS = ["csv", "json", "parquet", "tfevents"] as const;
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nashboard-export-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function targetIn(format: PointsTarget["format"]): PointsTarget {
  return { format, output: join(folder, `points.${format}`), mayReplace: true };
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true, encoding: "utf8" })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

test.each(FORMATS)("%s: an export that is stopped leaves no file behind", async (format) => {
  const stopping = new AbortController();
  const source = { ...(await sourceOf({ long: longSeries(300_000) })), wrote: () => stopping.abort() };
  const writing = writeExport(source, { target: targetIn(format), signal: stopping.signal });
  await expect(writing).rejects.toMatchObject({ code: "INTERRUPTED" });
  expect(filesIn(folder)).toEqual([]);
});

test("what was to be replaced is still there when the export is stopped", async () => {
  const target = targetIn("csv");
  writeFileSync(target.output ?? "", "mine");
  const stopping = new AbortController();
  const source = { ...(await sourceOf({ long: longSeries(20_000) })), wrote: () => stopping.abort() };
  await expect(writeExport(source, { target, signal: stopping.signal })).rejects.toThrow();
  expect(readFileSync(target.output ?? "", "utf8")).toBe("mine");
});

test("a directory that cannot be made is told with its path", async () => {
  writeFileSync(join(folder, "file"), "");
  const target = { ...targetIn("csv"), output: join(folder, "file", "points.csv") };
  const writing = writeExport(await sourceOf({}), { target, signal: new AbortController().signal });
  await expect(writing).rejects.toMatchObject({ code: "OUTPUT_FAILED", where: target.output });
});
