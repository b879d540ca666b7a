/** What is compiled and committed is what its source says. */
import { expect, test } from "vitest";
import { tilesModule } from "../scripts/build-tiles.mjs";
import { textOf } from "./source-files.ts";

test("src/metrics/linear-algebra/tiles-module.ts is as scripts/build-tiles.mjs makes it", async () => {
  expect(textOf("src/metrics/linear-algebra/tiles-module.ts")).toBe(await tilesModule());
});
