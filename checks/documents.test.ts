import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, ROOT, textOf } from "./source-files.ts";

const documents = [
  ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"],
  ...filesBelow("docs", (path) => path.endsWith(".md")),
];

test("every relative link in the documents leads to a file that exists", () => {
  const broken = documents.flatMap((document) =>
    [...textOf(document).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1] ?? "")
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => !existsSync(join(ROOT, dirname(document), target)))
      .map((target) => `${document} → ${target}`),
  );
  expect(broken).toEqual([]);
});

test("every path of the source tree that the documents name exists", () => {
  const named = /`((?:src|checks|scripts|bench|e2e|fixtures|docs)\/[\w./-]+)`/g;
  const gone = documents.flatMap((document) =>
    [...textOf(document).matchAll(named)]
      .map((match) => match[1] ?? "")
      .filter((path) => !existsSync(join(ROOT, path)))
      .map((path) => `${document} names ${path}`),
  );
  expect(gone).toEqual([]);
});
