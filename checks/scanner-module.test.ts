/** The scanner that is kept in the source is the one that its AssemblyScript makes. */
import { expect, test } from "vitest";
import { scannerModule } from "../scripts/build-scanner.mjs";
import { textOf } from "./source-files.ts";

test("src/tfevents/scanner-module.ts is as scripts/build-scanner.mjs makes it", async () => {
  expect(textOf("src/tfevents/scanner-module.ts")).toBe(await scannerModule());
});
