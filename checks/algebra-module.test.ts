/** What is compiled and committed is what its source says. */
import { expect, test } from "vitest";
import { algebraModule } from "../scripts/build-algebra.mjs";
import { textOf } from "./source-files.ts";

test("src/metrics/linear-algebra/algebra-module.ts is as scripts/build-algebra.mjs makes it", async () => {
  expect(textOf("src/metrics/linear-algebra/algebra-module.ts")).toBe(await algebraModule());
});
