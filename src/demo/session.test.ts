/** Trains a whole session into a directory and reads its event file back. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { EventFileReader } from "../tfevents/index.ts";
import { recipeFor } from "./recipe.ts";
import { runSession } from "./session.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nashboard-demo-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

it("leaves one complete event file, also when it is stopped", async () => {
  const stop = new AbortController();
  const runDirectory = join(directory, "run");
  const recipe = recipeFor({ duration: { unit: "steps", count: 100 } });
  const outcome = await runSession(
    { recipe, runDirectory },
    {
      onStep: ({ step }) => {
        if (step === 5) stop.abort();
      },
      onNotice: () => {},
      signal: stop.signal,
    },
  );
  expect(outcome).toEqual({ stepsDone: 6, totalSteps: 100, wasStopped: true });
  const files = readdirSync(runDirectory);
  expect(files).toHaveLength(1);
  const batch = new EventFileReader().read(readFileSync(join(runDirectory, files[0] ?? "")));
  expect(batch.losses).toEqual([]);
  expect(batch.ended).toEqual({ state: "at-record-boundary" });
  expect(batch.writer).toBe("nashboard.demo");
  const stepsOf = (tag: string) => {
    const found = batch.tags.find(({ info }) => info.tag === tag);
    return [...((found?.scalars ?? found?.blobs)?.steps ?? [])].map(Number);
  };
  expect(stepsOf("generator/loss")).toEqual([0, 1, 2, 3, 4, 5]);
  expect(stepsOf("discriminator/logits/held_out")).toEqual([0, 1, 2, 5, 6]);
  expect(stepsOf("samples/fixed_noise")).toEqual([0, 1, 2, 5, 6]);
});
