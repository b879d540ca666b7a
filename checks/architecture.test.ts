import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { architectureSvg, architectureTable } from "./architecture.ts";
import { ROOT, textOf } from "./source-files.ts";

/** `npm run architecture` sets it: write what the checks below expect instead of comparing. */
const isWriting = process.env.WRITE_ARCHITECTURE === "1";
const TABLE = /(<!-- rooms: generated from checks\/rooms.ts -->\n)[\s\S]*?(\n<!-- end of rooms -->)/;

test("the picture in ARCHITECTURE.md is the import table's", () => {
  if (isWriting) writeFileSync(join(ROOT, "docs/architecture.svg"), architectureSvg());
  expect(textOf("docs/architecture.svg")).toBe(architectureSvg());
});

test("the table in ARCHITECTURE.md is the import table's", () => {
  const fresh = textOf("ARCHITECTURE.md").replace(TABLE, `$1${architectureTable()}$2`);
  if (isWriting) writeFileSync(join(ROOT, "ARCHITECTURE.md"), fresh);
  expect(textOf("ARCHITECTURE.md")).toBe(fresh);
  expect(fresh).toContain(architectureTable());
});
