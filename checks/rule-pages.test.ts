import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rulePages } from "./rule-pages.ts";
import { ROOT } from "./source-files.ts";

/** `npm run rules-docs` sets it: write what the checks below expect instead of comparing. */
const isWriting = process.env.WRITE_RULE_PAGES === "1";
const FOLDER = join(ROOT, "docs/rules");
const pages = rulePages();

if (isWriting) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const { file, text } of pages) writeFileSync(join(FOLDER, file), text);
}

test("the pages of the rules are those that the rules make; npm run rules-docs renews them", () => {
  const stale = pages.filter(({ file, text }) => {
    const path = join(FOLDER, file);
    return !existsSync(path) || readFileSync(path, "utf8") !== text;
  });
  expect(stale.map(({ file }) => file)).toEqual([]);
});

test("there is no page of a rule that is gone", () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(pages.map(({ file }) => file).toSorted());
});
